package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Together;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node on its way to steps, and all that its converter needs. */
public record Work(Project project, Node node) {

    /** As many as a list can have: all items at once. */
    private static final int ALL = 1_000_000_000;

    public String slug() {
        return project.slug(node);
    }

    String direct() {
        return project.address(slug());
    }

    /** Conversations are kept under this name, so no other flow may come by it. */
    String agent() {
        return "agent:" + project.flow() + "." + slug();
    }

    /** A step of its own that belongs to the node. */
    List<Object> step(String part, String operation, ObjectNode options) {
        options.put("name", node.name() + " (" + part + ")");
        var failure = Checks.failure(operation, options);
        if (failure != null) {
            lost(part + ": " + incomplete(failure), "See the settings of the node.");
            return List.of();
        }
        return List.of(Step.of(
                "to",
                Step.of(
                        "uri",
                        "items:" + operation,
                        "parameters",
                        Step.of("settings", project.keep(slug() + "." + part, options)))));
    }

    /** What every step of the node can be told. */
    private ObjectNode common(ObjectNode options) {
        var all = Json.object();
        all.put("name", node.name());
        if (!project.workflow().timezone().isEmpty()) {
            all.put("timeZone", project.workflow().timezone());
        }
        all.setAll(options);
        if (node.flag("executeOnce")) {
            all.put("executeOnce", true);
        }
        if (node.flag("alwaysOutputData")) {
            all.put("alwaysOutputData", true);
        }
        if (!node.onError().equals("fail")) {
            all.put("onError", node.onError());
        }
        return all;
    }

    /** A step on the whole list. */
    Conversion items(String operation, ObjectNode options, String... outputs) {
        return items("", operation, options, outputs);
    }

    /** @param part tells the settings of the step from those of others of the node */
    Conversion items(String part, String operation, ObjectNode options, String... outputs) {
        var settings = common(options);
        var failure = Checks.failure(operation, settings);
        if (failure != null) {
            return unsupported(incomplete(failure), "Complete it in n8n and import it again");
        }
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("settings", project.keep(slug() + part, settings));
        var names = new ArrayList<>(List.of(outputs));
        if (node.onError().equals("output") && !operation.equals("record")) {
            if (names.isEmpty()) {
                names.add("main");
            }
            names.add("error");
        }
        return new Conversion(
                List.of(Step.to(
                        project.id(node) + (part.isEmpty() ? "" : " (outputs)"), "items:" + operation, parameters)),
                names,
                "items:" + operation);
    }

    /**
     * Steps of other components, in a route that is called for each item, or once for all. It begins with the node's
     * parameters, evaluated, in the variable {@code p}; the list is the variable {@code items}.
     */
    Conversion call(boolean each, String became, Params params, List<Object> steps) {
        var called = Step.route(project.routeId(slug()), direct(), Map.of(), wrapped(params, steps));
        // Behind the route that calls it.
        project.later(() -> project.add(new Noted(List.of(node.name()), called)));
        var options = common(Json.object());
        if (node.flag("retryOnFail")) {
            options.put("tries", between(node.flags().path("maxTries").asInt(3), 2, 5));
            options.put("tryWait", between(node.flags().path("waitBetweenTries").asInt(1_000), 0, 5_000));
        }
        var parameters = new LinkedHashMap<String, Object>();
        if (!each) {
            options.put("batchSize", ALL);
        }
        parameters.put("settings", project.keep(slug(), options));
        parameters.put("to", direct());
        return new Conversion(
                List.of(Step.to(project.id(node), "items:loop", parameters)),
                node.onError().equals("output") ? List.of("main", "error") : List.of(),
                became);
    }

    private static String incomplete(String failure) {
        return "the node is not complete: "
                + failure.replaceFirst("^\\[[A-Z0-9-]+\\] ", "").replaceAll("[.]? (Set|Correct) .*$", "");
    }

    /** n8n takes no more tries and no longer waits than these. */
    private static int between(int value, int least, int most) {
        return Math.max(least, Math.min(value, most));
    }

    /** Steps of other components behind one that evaluates the node's parameters. */
    List<Object> wrapped(Params params, List<Object> steps) {
        var key = slug() + ".parameters";
        var options = params.options(node.name(), project.workflow().timezone());
        var all = new ArrayList<Object>();
        all.add(Step.of(
                "to",
                Step.of("uri", "items:parameters", "parameters", Step.of("settings", project.keep(key, options)))));
        all.addAll(steps);
        return all;
    }

    /** Keeps what a component gave as the node's items. */
    Map<String, Object> record(String suffix) {
        var options = Json.object().put("name", node.name() + " (" + suffix + ")");
        return Step.of(
                "to",
                Step.of(
                        "uri",
                        "items:record",
                        "parameters",
                        Step.of("settings", project.keep(slug() + "." + suffix, options))));
    }

    /** The step that fails when it is reached. */
    Conversion unsupported(String reason, String hint) {
        tell(Finding.Kind.UNSUPPORTED, reason, hint);
        var short_ = reason.length() > 300 ? reason.substring(0, 300) : reason;
        var message = ("The node " + node.name() + " (" + node.type() + ") was not imported: " + short_ + ". " + hint)
                .replaceAll("[^\\p{L}\\p{N} .,:;()'/_-]", "_");
        // What items it gets is kept, so that who fills the step can use all of it.
        var result = call(
                false,
                "placeholder",
                new Params(),
                Step.list(Step.of(
                        "throwException",
                        Step.of("exceptionType", "java.lang.UnsupportedOperationException", "message", message))));
        project.settings().set(slug() + ".n8n", node.parameters());
        return result;
    }

    String property(String name, String value, String comment) {
        return project.property(slug() + "." + name, value, node.name() + ": " + comment);
    }

    /** The name of the flow that a node calls, as a property: set where the two are imported together. */
    String called() {
        var id = node.at("workflowId");
        var found = project.together().find(id);
        var target = property(
                "calls",
                found.map(Together.Member::flow).orElse("nothing-yet"),
                "the name (direct:<name>) of the imported workflow that this node calls.");
        var name = Tools.words(
                id.path("cachedResultName").asText(SqlConverter.value(id).asText("")));
        var known = name.equals("A tool.") ? "" : ": " + name;
        var set = "set the property " + named("calls") + " to the name of its folder.";
        if (SqlConverter.value(id).asText("").startsWith("=")) {
            credential("an expression says which workflow it calls, but it can call only one", "Choose one: " + set);
        } else if (found.isEmpty()) {
            credential(
                    "the workflow that it calls is not among those imported with it" + known,
                    "Import the files of both with one command, or " + set);
        } else if (found.get().first("executeWorkflowTrigger").isEmpty()) {
            credential(
                    "the workflow that it calls does not begin with a call of another one" + known,
                    "Let it begin so in n8n and import it again, or " + set);
        }
        return target;
    }

    /** A property of the node as it stands in the file, for hints. */
    String named(String property) {
        return project.flow() + "." + slug() + "." + property;
    }

    /** Parameters that make no difference here, for the reason that stands where this is called. */
    void ignores(String... paths) {
        for (var path : paths) {
            node.at(path.split("[.]")).isMissingNode();
        }
    }

    void lost(String option, String hint) {
        tell(Finding.Kind.SETTING, option, hint);
    }

    void differs(String reason, String hint) {
        tell(Finding.Kind.DIFFERENCE, reason, hint);
    }

    void credential(String what, String hint) {
        tell(Finding.Kind.CREDENTIAL, what, hint);
    }

    void tell(Finding.Kind kind, String reason, String hint) {
        project.report().tell(kind, node.name(), reason, hint);
    }
}
