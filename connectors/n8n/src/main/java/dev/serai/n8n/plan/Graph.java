package dev.serai.n8n.plan;

import dev.serai.n8n.workflow.Edge;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that data run through, and what follows from how they are connected: the order, which edges lead back, and
 * where the inputs of a merge have parted. Without recursion, since files of strangers can be deep.
 */
public final class Graph {

    /** The canvas decides which of two branches runs first. */
    static final Comparator<Edge> ORDER = Comparator.<Edge>comparingDouble(
                    edge -> edge.to().y())
            .thenComparingDouble(edge -> edge.to().x());

    private final List<Node> starts = new ArrayList<>();
    private final Map<Node, List<Edge>> out = new LinkedHashMap<>();
    private final Map<Node, List<Edge>> in = new LinkedHashMap<>();
    private final Set<Edge> loopBacks = new HashSet<>();
    private final Set<Edge> backs = new HashSet<>();
    private final List<Node> order = new ArrayList<>();
    private final Map<Node, Integer> number = new HashMap<>();
    private final Map<Node, Node> dominators = new HashMap<>();
    private Set<Node> live = Set.of();

    private Graph() {}

    public static Graph of(Workflow workflow) {
        var graph = new Graph();
        graph.connect(workflow);
        graph.visit();
        graph.dominate();
        return graph;
    }

    private void connect(Workflow workflow) {
        var subNodes = new HashSet<Node>();
        var wired = new HashSet<Node>();
        for (var edge : workflow.edges()) {
            if (edge.isMain()) {
                wired.add(edge.from());
                wired.add(edge.to());
            } else {
                subNodes.add(edge.from());
            }
        }
        for (var node : workflow.nodes()) {
            // A model or a memory that nothing uses does nothing.
            boolean idle = Roles.isPart(node) && !wired.contains(node);
            if (!node.isNote() && (!subNodes.contains(node) || Roles.isTrigger(node)) && !idle) {
                out.put(node, new ArrayList<>());
                in.put(node, new ArrayList<>());
            }
        }
        for (var edge : workflow.edges()) {
            if (edge.isMain() && out.containsKey(edge.from()) && in.containsKey(edge.to())) {
                out.get(edge.from()).add(edge);
                in.get(edge.to()).add(edge);
            }
        }
        out.values()
                .forEach(edges ->
                        edges.sort(Comparator.comparingInt(Edge::output).thenComparing(ORDER)));
        for (var node : out.keySet()) {
            if (Roles.isTrigger(node)) {
                starts.add(node);
            }
        }
        // What no trigger reaches is kept as routes that can be called, from where its edges begin.
        live = reachable(starts);
        var reached = new LinkedHashSet<>(live);
        for (var node : out.keySet()) {
            if (!reached.contains(node) && in.get(node).isEmpty()) {
                starts.add(node);
                reached.addAll(reachable(List.of(node)));
            }
        }
        for (var node : out.keySet()) {
            if (!reached.contains(node)) {
                starts.add(node);
                reached.addAll(reachable(List.of(node)));
            }
        }
    }

    private Set<Node> reachable(List<Node> from) {
        var reached = new LinkedHashSet<Node>(from);
        var open = new ArrayDeque<Node>(from);
        while (!open.isEmpty()) {
            for (var edge : out.get(open.poll())) {
                if (reached.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return reached;
    }

    private record Visit(Node node, java.util.Iterator<Edge> edges) {}

    /** Depth first, as n8n runs; an edge to a node that is still open leads back. */
    private void visit() {
        var done = new HashSet<Node>();
        var open = new HashSet<Node>();
        for (var start : starts) {
            if (done.contains(start)) {
                continue;
            }
            var stack = new ArrayDeque<Visit>();
            stack.push(new Visit(start, out.get(start).iterator()));
            open.add(start);
            while (!stack.isEmpty()) {
                var visit = stack.peek();
                if (!visit.edges().hasNext()) {
                    stack.pop();
                    open.remove(visit.node());
                    done.add(visit.node());
                    order.add(visit.node());
                    continue;
                }
                var edge = visit.edges().next();
                if (open.contains(edge.to())) {
                    (Roles.isLoop(edge.to()) ? loopBacks : backs).add(edge);
                } else if (!done.contains(edge.to())) {
                    stack.push(new Visit(edge.to(), out.get(edge.to()).iterator()));
                    open.add(edge.to());
                }
            }
        }
        java.util.Collections.reverse(order);
        for (int i = 0; i < order.size(); i++) {
            number.put(order.get(i), i);
        }
    }

    /** The dominators of a graph without edges that lead back: one pass in topological order. */
    private void dominate() {
        for (var node : order) {
            Node common = null;
            boolean first = true;
            boolean root = starts.contains(node);
            for (var edge : in.get(node)) {
                // What no trigger reaches never sends anything.
                if (leadsBack(edge) || live.contains(node) && !live.contains(edge.from())) {
                    continue;
                }
                common = first ? edge.from() : meet(common, edge.from());
                first = false;
            }
            if (!root && common != null) {
                dominators.put(node, common);
            }
        }
    }

    /** Null stands for what is before all triggers. */
    private Node meet(Node a, Node b) {
        var left = a;
        var right = b;
        while (left != null && right != null && !left.equals(right)) {
            if (number.get(left) > number.get(right)) {
                left = dominators.get(left);
            } else {
                right = dominators.get(right);
            }
        }
        return left == null || right == null ? null : left;
    }

    public List<Node> starts() {
        return starts;
    }

    /** All nodes, each before what comes after it. */
    public List<Node> order() {
        return order;
    }

    public boolean leadsBack(Edge edge) {
        return loopBacks.contains(edge) || backs.contains(edge);
    }

    public boolean endsRound(Edge edge) {
        return loopBacks.contains(edge);
    }

    /** Whether a cycle that is no loop over items comes back to this node. */
    public boolean headsCycle(Node node) {
        return in.get(node).stream().anyMatch(backs::contains);
    }

    public List<Edge> outputs(Node node) {
        return out.getOrDefault(node, List.of());
    }

    public List<Edge> output(Node node, int output) {
        return outputs(node).stream().filter(edge -> edge.output() == output).toList();
    }

    public List<Edge> inputs(Node node) {
        return in.getOrDefault(node, List.of());
    }

    /** What can be reached over some edges without going back. */
    public Set<Node> reached(List<Edge> from) {
        var seen = new HashSet<Node>();
        var open = new ArrayDeque<Edge>(from);
        while (!open.isEmpty()) {
            var edge = open.poll();
            if (!leadsBack(edge) && seen.add(edge.to())) {
                open.addAll(outputs(edge.to()));
            }
        }
        return seen;
    }

    /** Whether several ways lead into a node, so that it becomes a route of its own. */
    public boolean isJoin(Node node) {
        return !Roles.isMerge(node)
                && (inputs(node).stream().filter(edge -> !leadsBack(edge)).count() > 1 || headsCycle(node));
    }

    /** Where the inputs of a merge have parted, or null where that is before all triggers. */
    public Node dominator(Node node) {
        return dominators.get(node);
    }
}
