package dev.serai.runtime.imports;

import dev.serai.n8n.Importer;
import dev.serai.n8n.report.Finding;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;

/** Workflows that n8n has exported. */
final class N8nWorkflows implements WorkflowImporter {

    private static final String PROPERTIES = "application.properties";

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
                ImportedProperties.read(imported.files().getOrDefault(PROPERTIES, "")),
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
}
