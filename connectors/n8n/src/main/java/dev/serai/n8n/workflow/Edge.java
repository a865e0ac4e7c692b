package dev.serai.n8n.workflow;

/**
 * A connection. Data go from {@code from} to {@code to}; with a kind of {@code ai_*}, {@code from} is the sub-node and
 * {@code to} the node that uses it.
 */
public record Edge(Node from, int output, Node to, int input, String kind) {

    public static final String MAIN = "main";

    public boolean isMain() {
        return kind.equals(MAIN);
    }
}
