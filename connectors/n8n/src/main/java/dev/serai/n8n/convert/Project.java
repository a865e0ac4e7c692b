package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.n8n.report.Report;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Together;
import dev.serai.n8n.workflow.Workflow;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/** What an import makes: routes, settings, properties and a report. Filled by converters, written at the end. */
public final class Project {

    /** A property that a person may set. */
    public record Property(String value, String comment) {}

    private static final String ERRORS = "errors";
    private static final int LONGEST_SLUG = 40;
    private static final long LARGEST = 64L << 20;
    private static final Set<String> TAKEN = Set.of(
            "camel",
            "serai",
            "n8n",
            "workflow",
            "spring",
            "server",
            "management",
            "logging",
            "quarkus",
            "java",
            "con",
            "prn",
            "aux",
            "nul");

    private final Workflow workflow;
    private final String flow;
    private final Report report;
    private final Together together;
    private final ObjectNode settings = Json.object();
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Object> routes = new ArrayList<>();
    private final Map<Node, String> slugs = new HashMap<>();
    private final Map<Node, String> ids = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Set<Node> tools = new HashSet<>();
    private long written;

    public Project(Workflow workflow, String flow, Report report, Together together) {
        this.workflow = workflow;
        this.flow = flow;
        this.report = report;
        this.together = together;
        // Variables for expressions begin so, and the route that errors go to has this name.
        taken.addAll(List.of("vars", ERRORS));
        property("settings", "classpath:" + flow + "/" + flow + ".n8n.json", "Where the settings of the steps are.");
    }

    /** Letters, digits and hyphens of a name, since it becomes part of addresses, properties and files. */
    public static String slug(String name, String otherwise) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var cut =
                plain.length() > LONGEST_SLUG ? plain.substring(0, LONGEST_SLUG).replaceAll("-+$", "") : plain;
        return cut.isEmpty() ? otherwise : cut;
    }

    /** The name of a flow: it begins properties and names a folder, so it is none that something else begins with. */
    public static String flowName(String name) {
        var slug = slug(name, "workflow");
        return TAKEN.contains(slug) || slug.matches("com\\d|lpt\\d") ? "imported-" + slug : slug;
    }

    public String slug(Node node) {
        return slugs.computeIfAbsent(node, one -> unique(slug(one.name(), "node")));
    }

    public String unique(String wanted) {
        var name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /** The id of a step: the flow and the node's name, without what Camel reads something in. */
    public String id(Node node) {
        return ids.computeIfAbsent(
                node, one -> unique(flow + "/" + one.name().replaceAll("[^\\p{L}\\p{N} ._()-]", "_")));
    }

    /** The id of a route. Where a node has that name, the step of the node keeps it. */
    public String routeId(String name) {
        workflow.nodes().forEach(this::id);
        var id = flow + "/" + name;
        while (ids.containsValue(id)) {
            id += ".route";
        }
        return id;
    }

    /**
     * The address of a route. With a slash, which no name has: with a hyphen, the route b-c of the flow a would have the
     * address of the route c of the flow a-b, and take its calls.
     */
    public String address(String name) {
        return "direct:" + flow + "/" + name;
    }

    /** The address of the route that runs when a flow has failed: that of its Error Trigger. */
    public static String errors(String flow) {
        return "direct:" + flow + "/" + ERRORS;
    }

    /** The flow that is called when this one fails, where it was imported with it. */
    public Optional<String> errorFlow() {
        return together.find(TextNode.valueOf(workflow.errorWorkflow()))
                .filter(found -> found.first("errorTrigger").isPresent())
                .map(Together.Member::flow);
    }

    /** What is called when the flow fails, if it has anything to call: an Error Trigger of its own comes first. */
    public Optional<String> errorCall() {
        boolean own = workflow.nodes().stream().anyMatch(one -> one.type().equals("errorTrigger") && !one.disabled());
        if (own) {
            return Optional.of(errors(flow));
        }
        if (workflow.errorWorkflow().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(property(
                "error-flow",
                errorFlow().map(Project::errors).orElse("log:" + flow),
                "What is called when the flow fails: direct: and the route of an imported Error Trigger."));
    }

    public Together together() {
        return together;
    }

    public Workflow workflow() {
        return workflow;
    }

    public String flow() {
        return flow;
    }

    public Report report() {
        return report;
    }

    public ObjectNode settings() {
        return settings;
    }

    /** Nodes that share a long text each get it: a small file could become one without end. */
    private void grown(long more) {
        written += more;
        if (written > LARGEST) {
            throw new N8nException(
                    N8nError.TOO_LARGE, "what the workflow would become has more than " + LARGEST + " characters");
        }
    }

    private static long size(JsonNode value) {
        if (!value.isContainerNode()) {
            return value.isTextual() ? value.textValue().length() : 8;
        }
        long size = 0;
        for (var one : value) {
            size += size(one);
        }
        return size;
    }

    /** Keeps settings under a key, and gives the value of the option that names them. */
    String keep(String key, ObjectNode options) {
        grown(size(options));
        settings.set(key, options);
        return "{{" + flow + ".settings}}#" + key;
    }

    /** Asks for a property of this flow, and gives the placeholder that stands for it. */
    public String property(String name, String value, String comment) {
        return global(flow + "." + name, value, comment);
    }

    public String global(String name, String value, String comment) {
        properties.putIfAbsent(name, new Property(value, comment));
        return "{{" + name + "}}";
    }

    public Map<String, Property> properties() {
        return properties;
    }

    /** Keeps a file beside the routes, and gives its address. */
    String file(String name, String text) {
        grown(text.length());
        files.put(name, text);
        return property("folder", "classpath:" + flow, "Where the files of the flow are.") + "/" + name;
    }

    public Map<String, String> files() {
        return files;
    }

    /** The address of a route that several nodes call; it is made once. */
    String shared(String name, String comment, Supplier<List<Object>> steps) {
        var own = shared.get(name);
        if (own == null) {
            own = unique(name);
            shared.put(name, own);
            var id = own;
            later(() -> add(new Noted(List.of(comment), Step.route(routeId(id), address(id), Map.of(), steps.get()))));
        }
        return address(own);
    }

    public void add(Object route) {
        routes.add(route);
    }

    public List<Object> routes() {
        return routes;
    }

    /** Work for after the current route, so that nothing here calls itself. */
    public void later(Runnable work) {
        later.add(work);
    }

    public void finish() {
        for (var work = later.poll(); work != null; work = later.poll()) {
            work.run();
        }
    }

    /** Whether a tool still has to become a route; several agents may share one. */
    boolean firstUse(Node tool) {
        return tools.add(tool);
    }
}
