package dev.serai.n8n.plan;

import dev.serai.n8n.workflow.Node;
import java.util.Locale;
import java.util.Set;

/** What a node is to the flow, whatever it does with the items. */
public final class Roles {

    private static final Set<String> STARTS = Set.of("start", "webhook", "cron", "interval", "mcpTrigger");

    private Roles() {}

    public static boolean isTrigger(Node node) {
        var type = node.type();
        return STARTS.contains(type)
                || type.toLowerCase(Locale.ROOT).endsWith("trigger")
                || type.equals("emailReadImap")
                || type.equals("localFileTrigger");
    }

    /** Whether a node only serves others, over connections of its own kind. */
    public static boolean isPart(Node node) {
        return node.fullType().startsWith("@n8n/n8n-nodes-langchain.")
                && node.type()
                        .matches("(lm[A-Z]|outputParser|embeddings|textSplitter|document|retriever|tool|reranker).*"
                                + "|memory(?!Manager).*");
    }

    public static boolean isMerge(Node node) {
        return node.type().equals("merge") || node.type().equals("compareDatasets");
    }

    public static boolean isLoop(Node node) {
        return node.type().equals("splitInBatches");
    }
}
