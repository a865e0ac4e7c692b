package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.report.Report;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Reading;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells of every parameter of a converted node that no converter has asked for, unless it changes nothing. */
public final class Leftovers {

    /** What n8n's editor keeps for itself: notices, names shown, the shape of tables. */
    private static final Pattern EDITOR = Pattern.compile(
            "(?:.*\\.)?(?:[A-Za-z]*[nN]otice[A-Za-z]*|hint|cachedResult\\w+|__rl|id|webhookUrl)(?:\\[\\d+\\])?"
                    + "|(?:columns|workflowInputs|fields)\\.(?:schema.*|attemptToConvertTypes|convertFieldsToString|mappingMode|matchingColumns.*)");

    /** Switches that are on unless a node says otherwise; the others are off. */
    private static final Set<String> ON = Set.of(
            "includeDocumentMetadata",
            "convertAllData",
            "options.createIfNotExists",
            "options.dataIsBase64",
            "options.encodeEmails",
            "options.explicitRoot",
            "options.ghCodeBlocks",
            "options.ignoreInitial",
            "options.joinPages",
            "options.mergeAttrs",
            "options.splitPages",
            "options.stripBOM",
            "options.think",
            "options.trimValues",
            "options.waitForSubWorkflow",
            "simplify",
            "simplifyOutput",
            "waitUserReply");

    private static final int MOST = 40;

    private Leftovers() {}

    public static void tell(Project project) {
        var report = project.report();
        var placeholders = report.findings(Finding.Kind.UNSUPPORTED).stream()
                .map(Finding::node)
                .collect(Collectors.toSet());
        var became = report.entries().stream()
                .filter(entry -> !entry.became().startsWith("nothing"))
                .map(Report.Entry::node)
                .collect(Collectors.toSet());
        project.workflow().nodes().stream()
                .filter(node -> !node.isNote() && !node.disabled())
                .filter(node -> became.contains(node.name()) && !placeholders.contains(node.name()))
                .forEach(node -> tell(node, report));
    }

    private static void tell(Node node, Report report) {
        Set<String> told = new LinkedHashSet<>();
        Reading.unread(node.parameters(), (path, value) -> {
            if (!harmless(node, path, value)) {
                told.add(path.replaceAll("\\[\\d+\\]", "").replaceAll("[^\\p{L}\\p{N}_.-]", "_"));
            }
        });
        told.stream()
                .limit(MOST)
                .forEach(path -> report.tell(
                        Finding.Kind.SETTING,
                        node.name(),
                        path,
                        "Check whether the flow needs it; nothing was made of it."));
    }

    private static boolean harmless(Node node, String path, JsonNode value) {
        return value.isNull()
                || value.isTextual() && value.asText().isEmpty()
                || value.isBoolean() && value.asBoolean() == ON.contains(path)
                || value.isContainerNode()
                || EDITOR.matcher(path).matches();
    }
}
