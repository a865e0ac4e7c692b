package dev.serai.n8n.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of each node, and what a person should know. Filled while a workflow is converted. */
public final class Report {

    /** A node, and the step that it has become. */
    public record Entry(String node, String type, String became) {}

    private static final int LONGEST = 500;

    private final String workflow;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private List<Reach> reaches = List.of();

    public Report(String workflow) {
        this.workflow = workflow;
    }

    public void became(String node, String type, String step) {
        entries.add(new Entry(node, type, step));
    }

    public void tell(Finding.Kind kind, String node, String reason, String hint) {
        findings.add(new Finding(kind, line(node), line(reason), line(hint)));
    }

    /** Parts of it are a stranger's: they have one line, an end, and nothing that a terminal obeys. */
    private static String line(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
    }

    public String workflow() {
        return workflow;
    }

    public void reaches(List<Reach> all) {
        reaches = List.copyOf(all);
    }

    /** What the routes get at when they run. */
    public List<Reach> reaches() {
        return reaches;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public List<Finding> findings(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** Whether every node does what it did. */
    public boolean complete() {
        return findings(Finding.Kind.UNSUPPORTED).isEmpty();
    }

    /** @param made what the import has made */
    public String json(Made made) {
        var json = new LinkedHashMap<String, Object>();
        json.put("workflow", workflow);
        json.put(Made.ID, made.id());
        json.put(Made.FILES, made.files());
        json.put(Made.DEFAULTS, new TreeMap<>(made.defaults()));
        json.put("complete", complete());
        json.put("nodes", entries.stream().map(Report::map).toList());
        json.put("findings", findings.stream().map(Report::map).toList());
        json.put("reaches", reaches.stream().map(Report::map).toList());
        try {
            return dev.serai.support.json.Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(json) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a report of texts is always writable", e);
        }
    }

    private static Map<String, Object> map(Entry entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("node", entry.node());
        map.put("type", entry.type());
        map.put("became", entry.became());
        return map;
    }

    private static Map<String, Object> map(Finding finding) {
        var map = new LinkedHashMap<String, Object>();
        map.put("kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT));
        map.put("node", finding.node());
        map.put("reason", finding.reason());
        map.put("hint", finding.hint());
        return map;
    }

    private static Map<String, Object> map(Reach reach) {
        var map = new LinkedHashMap<String, Object>();
        map.put("kind", reach.kind().name().toLowerCase(java.util.Locale.ROOT));
        map.put("what", reach.what());
        map.put("nodes", reach.nodes());
        return map;
    }
}
