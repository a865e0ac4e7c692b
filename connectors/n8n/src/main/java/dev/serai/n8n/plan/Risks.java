package dev.serai.n8n.plan;

import dev.serai.n8n.report.Finding;
import dev.serai.n8n.report.Report;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Workflow;
import java.util.List;
import java.util.Locale;

/** Tells where items or a model decide what is done, and what bounds that. n8n does the same; here it is said. */
public final class Risks {

    private Risks() {}

    public static void tell(Workflow workflow, Report report) {
        workflow.nodes().stream().filter(node -> !node.disabled()).forEach(node -> tell(node, report));
    }

    private static void tell(Node node, Report report) {
        switch (node.type().replaceFirst("Tool$", "").toLowerCase(Locale.ROOT)) {
            case "postgres" ->
                one(
                        report,
                        node,
                        "statement",
                        "Let the DataSource of the flow be a user that may only read or write what this flow needs.",
                        node.text("query"));
            case "executecommand" ->
                one(
                        report,
                        node,
                        "command",
                        "Leave commands off, or read what the values may hold.",
                        node.text("command"));
            case "httprequest", "toolhttprequest" -> {
                var url = node.text("url").replaceFirst("^=", "").strip();
                // Of an address with a fixed host only the rest is decided.
                if (!url.matches("(?is)https?://[^/{}]+/.*")) {
                    one(
                            report,
                            node,
                            "address",
                            "Only hosts of this machine, private networks and serai.egress.allow can be reached; bound them.",
                            url);
                }
            }
            case "readwritefile", "writebinaryfile", "readbinaryfile", "readbinaryfiles" ->
                one(
                        report,
                        node,
                        "path of a file",
                        "It stays below the folder that the property names; keep nothing else there.",
                        node.text("fileName") + node.text("fileSelector") + node.text("filePath"));
            default -> {
                // What other nodes are told is data to them.
            }
        }
    }

    private static void one(Report report, Node node, String what, String hint, String text) {
        var by = List.of("$fromAI", "$fromai").stream().anyMatch(text::contains)
                ? "a model writes"
                : text.contains("{{") ? "values of items are part of" : "";
        if (!by.isEmpty()) {
            report.tell(Finding.Kind.RISK, node.name(), by + " the " + what, hint);
        }
    }
}
