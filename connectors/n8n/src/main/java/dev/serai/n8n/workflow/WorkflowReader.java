package dev.serai.n8n.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what n8n exports. Files come from strangers: they are bounded, and what they say wrongly is left out and told. */
public final class WorkflowReader {

    static final int LARGEST = 16 << 20;
    static final int MOST_WORKFLOWS = 1_000;
    static final int MOST_NODES = 2_000;
    static final int MOST_EDGES = 20_000;
    private static final int MOST_ODDITIES = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_PORTS = 100;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> byName = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final Map<String, String> renamed = new HashMap<>();

    private WorkflowReader() {}

    /** The only workflow of a file. */
    public static Workflow read(byte[] json) {
        var all = readAll(json);
        if (all.size() > 1) {
            throw new N8nException(
                    N8nError.NO_WORKFLOW, "the file has " + all.size() + " workflows, one of them is to be read here");
        }
        return all.get(0);
    }

    /** The workflows of a file: one, or a list as n8n writes when all are exported into one file. */
    public static List<Workflow> readAll(byte[] json) {
        if (json.length > LARGEST) {
            throw new N8nException(
                    N8nError.TOO_LARGE, "the file has " + json.length + " bytes, at most " + LARGEST + " are read");
        }
        try {
            var root = Json.read(json);
            var all = new ArrayList<Workflow>();
            for (var one : root.isArray() && !root.isEmpty() ? root : List.of(root)) {
                if (all.size() == MOST_WORKFLOWS) {
                    throw new N8nException(
                            N8nError.TOO_LARGE, "the file has more than " + MOST_WORKFLOWS + " workflows");
                }
                all.add(new WorkflowReader().workflow(root(one)));
            }
            return all;
        } catch (IOException e) {
            // Without the cause, which quotes the file.
            var place = e instanceof JsonProcessingException broken && broken.getLocation() != null
                    ? " (line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr() + ")"
                    : "";
            throw new N8nException(N8nError.NO_JSON, "the file is no JSON, or is too large or too deep" + place);
        }
    }

    /** Some tools wrap the workflow. */
    private static JsonNode root(JsonNode json) {
        var root = json;
        for (var wrapper : List.of("workflow", "data", "workflowData")) {
            if (!root.has("nodes") && root.path(wrapper).has("nodes")) {
                root = root.get(wrapper);
            }
        }
        if (!root.path("nodes").isArray()) {
            throw new N8nException(N8nError.NO_WORKFLOW, "the file has no list of nodes");
        }
        return root;
    }

    private Workflow workflow(JsonNode root) {
        if (root.get("nodes").size() > MOST_NODES) {
            throw new N8nException(
                    N8nError.TOO_LARGE,
                    "the workflow has " + root.get("nodes").size() + " nodes, at most " + MOST_NODES + " are read");
        }
        root.get("nodes").forEach(this::node);
        root.path("connections").fields().forEachRemaining(entry -> edges(entry.getKey(), entry.getValue()));
        return new Workflow(
                name(root.path("id").asText("")),
                name(root.path("name").asText("")).isEmpty()
                        ? "workflow"
                        : name(root.path("name").asText()),
                root.path("settings").path("executionOrder").asText(""),
                root.path("settings").path("errorWorkflow").asText(""),
                zone(root.path("settings").path("timezone").asText("")),
                List.copyOf(nodes),
                List.copyOf(edges),
                List.copyOf(oddities),
                Map.copyOf(renamed));
    }

    /** Empty where the workflow leaves it to the machine. */
    private static String zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? name : "";
    }

    private void node(JsonNode json) {
        var fullType = json.path("type").asText("");
        if (!json.isObject() || fullType.isEmpty()) {
            odd("a node without a type was left out");
            return;
        }
        var name = name(json.path("name").asText(""));
        if (name.isEmpty()) {
            name = shortType(fullType);
        }
        var unique = name;
        for (int i = 1; byName.containsKey(unique); i++) {
            unique = name + " (" + i + ")";
        }
        if (!unique.equals(name)) {
            odd("there are two nodes with the name '" + name + "'; connections lead to the first");
        }
        var told = json.path("name").asText("");
        if (!told.equals(unique) && unique.equals(name)) {
            renamed.putIfAbsent(told, unique);
        }
        var credentials = new ArrayList<String>();
        json.path("credentials").fieldNames().forEachRemaining(type -> credentials.add(name(type)));
        var place = json.path("position");
        var node = new Node(
                unique,
                shortType(fullType),
                name(fullType),
                json.path("typeVersion").asDouble(1),
                json.path("parameters").isObject() ? json.get("parameters") : Json.object(),
                place.isArray() ? place.path(0).asDouble() : 0,
                place.isArray() ? place.path(1).asDouble() : 0,
                json,
                List.copyOf(credentials));
        nodes.add(node);
        byName.put(unique, node);
    }

    /** n8n's two packages need no prefix, where they have no name in common; what the community made keeps it. */
    private static String shortType(String type) {
        if (type.equals("@n8n/n8n-nodes-langchain.code") || type.equals("n8n-nodes-base.openAi")) {
            return type.replaceFirst(".*-", "");
        }
        for (var own : List.of("n8n-nodes-base.", "@n8n/n8n-nodes-langchain.")) {
            if (type.startsWith(own)) {
                return name(type.substring(own.length()));
            }
        }
        return name(type);
    }

    /** Names are shown to people and stand in files, so they have one line and an end. */
    private static String name(String text) {
        var line = (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        return Secrets.masked(line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line);
    }

    private void edges(String fromName, JsonNode kinds) {
        var from = byName.get(name(fromName));
        if (from == null) {
            odd("a connection comes from '" + name(fromName) + "', which is not there");
            return;
        }
        var seen = new HashMap<Edge, Boolean>();
        kinds.fields().forEachRemaining(kind -> {
            for (int output = 0; output < Math.min(kind.getValue().size(), MOST_PORTS); output++) {
                for (var target : kind.getValue().path(output)) {
                    edge(from, output, target, kind.getKey(), seen);
                }
            }
        });
    }

    private void edge(Node from, int output, JsonNode target, String kind, Map<Edge, Boolean> seen) {
        var to = byName.get(name(target.path("node").asText("")));
        if (to == null) {
            odd("a connection of '" + from.name() + "' leads to '"
                    + name(target.path("node").asText("")) + "', which is not there");
            return;
        }
        int input = Math.max(0, Math.min(target.path("index").asInt(0), MOST_PORTS));
        var edge = new Edge(from, output, to, input, name(target.path("type").asText(kind)));
        if (seen.put(edge, true) != null) {
            return;
        }
        if (edges.size() >= MOST_EDGES) {
            throw new N8nException(N8nError.TOO_LARGE, "the workflow has more than " + MOST_EDGES + " connections");
        }
        edges.add(edge);
    }

    private void odd(String fact) {
        if (oddities.size() < MOST_ODDITIES) {
            oddities.add(fact);
        }
    }
}
