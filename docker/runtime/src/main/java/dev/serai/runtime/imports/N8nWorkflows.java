package dev.serai.runtime.imports;

import dev.serai.n8n.Importer;
import dev.serai.n8n.report.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Workflows that n8n has exported. */
final class N8nWorkflows implements WorkflowImporter {

    private static final String PROPERTIES = "application.properties";
    /** Secrets that stood in the workflow, and credentials. */
    private static final Pattern SECRET =
            Pattern.compile("^[^.]+\\.vars\\.secret_|(?i)(login-value|password|secret|token|api-?key|authorization)$");

    @Override
    public ImportedWorkflow read(byte[] workflow, String name) {
        var imported = Importer.read(workflow, made -> name == null ? made : name);
        var report = imported.report();
        return new ImportedWorkflow(
                report.workflow(),
                imported.flow(),
                imported.flow() + ".camel.yaml",
                new TreeMap<>(imported.files()),
                report.entries().stream()
                        .map(entry -> new ImportedWorkflow.Node(entry.node(), entry.type(), entry.became()))
                        .toList(),
                report.findings().stream()
                        // In the order of the kinds, which begins with what must be done.
                        .sorted(Comparator.comparing(Finding::kind))
                        .map(N8nWorkflows::finding)
                        .toList(),
                properties(imported.files()),
                report.reaches().stream()
                        .map(reach -> new ImportedWorkflow.Reach(
                                reach.kind().name().toLowerCase(Locale.ROOT),
                                reach.kind().title(),
                                reach.what(),
                                reach.nodes()))
                        .toList());
    }

    private static ImportedWorkflow.Finding finding(Finding finding) {
        return new ImportedWorkflow.Finding(
                finding.kind().name().toLowerCase(Locale.ROOT),
                finding.kind().title(),
                finding.node(),
                finding.reason(),
                finding.hint());
    }

    /** As the importer writes them: a line of comment, a line with the value. */
    static List<ImportedWorkflow.Property> properties(Map<String, String> files) {
        var text = files.getOrDefault(PROPERTIES, "");
        var comments = new ArrayList<String>();
        var properties = new ArrayList<ImportedWorkflow.Property>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("#")) {
                comments.add(line.substring(1).strip());
            } else if (line.isBlank()) {
                comments.clear();
            } else {
                var comment = comment(String.join(" ", comments));
                one(line)
                        .forEach((name, value) ->
                                properties.add(property(String.valueOf(name), String.valueOf(value), comment)));
                comments.clear();
            }
        }
        return properties;
    }

    private static ImportedWorkflow.Property property(String name, String value, String comment) {
        return new ImportedWorkflow.Property(
                name, value, comment, SECRET.matcher(name).find());
    }

    /** Its letters are written as values are, its backslashes are not. */
    private static String comment(String text) {
        try {
            return one("comment=" + text).getProperty("comment", "");
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Properties one(String line) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(line));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
