package dev.serai.n8n.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** A report as Markdown. Names come from strangers, so nothing of them is read as Markdown or HTML. */
public final class ReportWriter {

    private ReportWriter() {}

    public static String markdown(Report report) {
        var text = new StringBuilder("# Import of ")
                .append(escaped(report.workflow()))
                .append("\n\n");
        int open = report.findings(Finding.Kind.UNSUPPORTED).size();
        text.append(
                open == 0
                        ? "Every node was imported.\n"
                        : String.format(
                                Locale.ROOT,
                                "%d of %d nodes are placeholders.%n",
                                open,
                                report.entries().size()));
        if (!report.reaches().isEmpty()) {
            text.append("Before you enable it, look at what it reaches, which is told below.\n");
        }
        boolean told = false;
        for (var kind : Finding.Kind.values()) {
            if (!told && kind.compareTo(Finding.Kind.RISK) >= 0) {
                reaches(text, report);
                told = true;
            }
            var findings = report.findings(kind);
            if (findings.isEmpty()) {
                continue;
            }
            text.append("\n## ")
                    .append(kind.title())
                    .append("\n\n| what | what helps | nodes |\n| --- | --- | --- |\n");
            // What holds for many nodes is said once.
            var nodes = new LinkedHashMap<List<String>, List<String>>();
            findings.forEach(finding -> nodes.computeIfAbsent(
                            List.of(finding.reason(), finding.hint()), said -> new ArrayList<>())
                    .add(finding.node()));
            nodes.forEach((said, names) -> row(text, said.get(0), said.get(1), String.join(", ", names)));
        }
        text.append("\n## Nodes and steps\n\n| node | type | became |\n| --- | --- | --- |\n");
        report.entries().forEach(entry -> row(text, entry.node(), entry.type(), entry.became()));
        return text.toString();
    }

    private static void reaches(StringBuilder text, Report report) {
        if (!report.reaches().isEmpty()) {
            text.append("\n## What it reaches when it runs\n\n| what | | nodes |\n| --- | --- | --- |\n");
            report.reaches()
                    .forEach(reach -> row(text, reach.kind().title(), reach.what(), String.join(", ", reach.nodes())));
        }
    }

    private static void row(StringBuilder text, String... cells) {
        for (var cell : cells) {
            text.append("| ").append(escaped(cell)).append(' ');
        }
        text.append("|\n");
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#!])", "\\\\$1");
    }
}
