package dev.serai.n8n.workflow;

import java.util.List;
import java.util.Map;

/**
 * A workflow as it was read, in the order of the file. What the file says wrongly stands in {@code oddities}.
 *
 * @param id what other workflows call it by, or empty
 * @param renamed the names that expressions may have for nodes whose names are written otherwise here
 */
public record Workflow(
        String id,
        String name,
        String executionOrder,
        String errorWorkflow,
        String timezone,
        List<Node> nodes,
        List<Edge> edges,
        List<String> oddities,
        Map<String, String> renamed) {

    /** The sub-nodes of a kind, such as {@code ai_tool}, from top to bottom as n8n orders them. */
    public List<Node> subNodes(Node root, String kind) {
        return edges.stream()
                .filter(edge -> edge.to().equals(root) && edge.kind().equals(kind))
                .sorted(java.util.Comparator.comparingInt(Edge::input))
                .map(Edge::from)
                .filter(node -> !node.disabled())
                .distinct()
                .toList();
    }

    public List<Node> notes() {
        return nodes.stream().filter(Node::isNote).toList();
    }
}
