package dev.serai.ollama.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What was found on all servers. */
public record DoctorReport(List<Finding> findings, List<NodeFacts> nodes) {

    public DoctorReport {
        findings = List.copyOf(findings);
        nodes = List.copyOf(nodes);
    }

    /** {@code ok}, {@code hints} or {@code problems}. */
    public String verdict() {
        return has(Level.PROBLEM) ? "problems" : has(Level.HINT) ? "hints" : "ok";
    }

    private boolean has(Level level) {
        return findings.stream().anyMatch(finding -> finding.level() == level);
    }

    /** The findings of one level. */
    public List<Finding> of(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).toList();
    }

    /** The report as maps and lists, for templates and for JSON. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("verdict", verdict());
        var found = new ArrayList<Map<String, Object>>();
        for (var finding : findings) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("level", finding.level().toString());
            entry.put("subject", finding.subject());
            entry.put("text", finding.text());
            entry.put("remedy", finding.remedy());
            found.add(entry);
        }
        map.put("findings", found);
        map.put("nodes", nodes.stream().map(NodeFacts::toMap).toList());
        return map;
    }

    /** The report as lines for a reader: what matters most comes first. */
    @Override
    public String toString() {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Verdict: " + verdict());
        nodes.forEach(node -> lines.add(node.toString()));
        for (var level : List.of(Level.PROBLEM, Level.HINT, Level.OK)) {
            of(level).forEach(finding -> lines.add(finding.toString()));
        }
        return lines.toString();
    }
}
