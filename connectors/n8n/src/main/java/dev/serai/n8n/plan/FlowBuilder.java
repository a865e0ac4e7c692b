package dev.serai.n8n.plan;

import dev.serai.n8n.convert.Conversion;
import dev.serai.n8n.convert.Converters;
import dev.serai.n8n.convert.Project;
import dev.serai.n8n.convert.Trigger;
import dev.serai.n8n.convert.Triggers;
import dev.serai.n8n.convert.Waits;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Edge;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lays the nodes out as routes. A chain of nodes is one route; a node that several ways lead into, a branch, the body of
 * a loop and a cycle are routes of their own. A merge stands behind the node at which its inputs have parted.
 */
public final class FlowBuilder {

    private final Project project;
    private final Graph graph;
    private final Set<Node> laid = new HashSet<>();
    private final Map<Node, Conversion> conversions = new HashMap<>();
    private final Map<Node, String> names = new HashMap<>();
    /** The merges behind the node at which their inputs have parted, in the order of the graph. */
    private final Map<Node, List<Node>> parted = new HashMap<>();

    private FlowBuilder(Project project, Graph graph) {
        this.project = project;
        this.graph = graph;
        graph.order().stream()
                .filter(merge -> Roles.isMerge(merge) && graph.dominator(merge) != null)
                .forEach(merge -> parted.computeIfAbsent(graph.dominator(merge), node -> new ArrayList<>())
                        .add(merge));
    }

    public static void build(Project project, Graph graph) {
        var builder = new FlowBuilder(project, graph);
        for (var start : graph.starts()) {
            builder.start(start);
            project.finish();
        }
        Waits.serve(project);
    }

    private void start(Node node) {
        if (!Roles.isTrigger(node)) {
            project.report()
                    .tell(
                            Finding.Kind.NOTE,
                            node.name(),
                            "no trigger leads to it",
                            "Call " + direct(node) + " if it is to run.");
            if (!laid.contains(node)) {
                called(node);
            }
            return;
        }
        laid.add(node);
        if (node.disabled()) {
            project.report().tell(Finding.Kind.NOTE, node.name(), "the trigger is disabled", "Its route is left out.");
            project.report().became(node.name(), node.type(), "nothing, it is disabled");
        }
        trigger(node, node.disabled() ? null : Triggers.of(project, node));
    }

    private void trigger(Node node, Trigger trigger) {
        if (trigger == null) {
            return;
        }
        var first = new ArrayList<Object>();
        boolean waits = Waits.any(project);
        first.add(Step.flow("Flow", waits ? "begin(*, '" + Waits.address(project) + "')" : "begin(*)"));
        first.addAll(trigger.before());
        var flow = new ArrayList<Object>();
        if (waits) {
            flow.add(Step.flow("Flow", "watch(*)"));
        }
        flow.addAll(recorded(node));
        flow.addAll(after(onward(node)));
        mergesBehind(node).forEach(merge -> flow.addAll(chain(merge)));
        var name = project.slug(node);
        if (trigger.beside() == Trigger.Beside.NO) {
            first.addAll(watched(node, flow));
            first.addAll(trigger.after());
        } else {
            var uri = direct(node) + ".flow";
            if (trigger.beside() == Trigger.Beside.AT_ONCE) {
                first.add(Step.of("wireTap", Step.of("uri", uri)));
                first.addAll(trigger.after());
            } else {
                var mode = trigger.mode().equals("node") ? "" : ", '" + trigger.mode() + "'";
                first.add(Step.flow("Webhook", "early(*, '" + uri + "'" + mode + ")"));
                first.addAll(trigger.after());
            }
            project.later(
                    () -> project.add(Step.route(project.routeId(name + ".flow"), uri, Map.of(), watched(node, flow))));
        }
        project.add(new Noted(
                List.of(node.name()), Step.route(project.routeId(name), trigger.uri(), trigger.parameters(), first)));
    }

    /** With the call of the error workflow, if there is one: a flow with an Error Trigger has its own. */
    private List<Object> watched(Node node, List<Object> steps) {
        var call = project.errorCall();
        if (node.type().equals("errorTrigger") || call.isEmpty()) {
            return steps;
        }
        return List.of(Step.of(
                "doTry",
                Step.of(
                        "steps",
                        steps,
                        "doCatch",
                        List.of(Step.of(
                                "exception",
                                List.of("java.lang.Exception"),
                                "onWhen",
                                Waits.any(project) ? Waits.isTrouble() : null,
                                "steps",
                                List.of(
                                        Step.flow("Flow", "trouble(*, '" + project.flow() + "')"),
                                        Step.to(call.get()),
                                        Step.flow("Flow", "fail(*)")))))));
    }

    private List<Object> recorded(Node node) {
        var conversion = Converters.record(project, node);
        return conversion.steps();
    }

    private String direct(Node node) {
        return project.address(routeName(node));
    }

    private String routeName(Node node) {
        return names.computeIfAbsent(node, one -> project.unique(project.slug(one) + "-from"));
    }

    private Object route(Node node, String uri, List<Object> steps) {
        return Step.route(project.routeId(routeName(node)), uri, Map.of(), steps);
    }

    /** A node and what runs after it, to the end of the way or to where another route begins. */
    private List<Object> chain(Node first) {
        var steps = new ArrayList<Object>();
        var merges = new ArrayDeque<Node>();
        Node node = first;
        while (node != null) {
            laid.add(node);
            steps.addAll(node(node));
            var behind = mergesBehind(node);
            Node next = null;
            if (spread(node).isEmpty()) {
                var edges = onward(node);
                if (edges.size() == 1 && behind.isEmpty() && leadsOn(edges.get(0))) {
                    next = edges.get(0).to();
                } else {
                    steps.addAll(after(edges));
                }
            }
            merges.addAll(behind);
            node = next == null ? merges.poll() : next;
        }
        return steps;
    }

    /** The edges behind the one output of a step. What hangs on others is laid out, but never called. */
    private List<Edge> onward(Node node) {
        int main = Roles.isLoop(node) && node.version() < 3 ? 1 : 0;
        for (var edge : graph.outputs(node)) {
            if (edge.output() != main && !Roles.isLoop(node) && !graph.leadsBack(edge) && !Roles.isMerge(edge.to())) {
                project.report()
                        .tell(
                                Finding.Kind.DIFFERENCE,
                                node.name(),
                                "output " + edge.output() + " never gives anything",
                                "Call " + direct(edge.to()) + " where it should.");
                called(edge.to());
            }
        }
        return graph.output(node, main);
    }

    /** Merges whose inputs part at a node, each before those that need it; those within a loop's body belong there. */
    private List<Node> mergesBehind(Node node) {
        var inBody = Roles.isLoop(node) ? mergesInBody(node) : List.<Node>of();
        return merges(node).stream().filter(merge -> !inBody.contains(merge)).toList();
    }

    private List<Node> merges(Node node) {
        return parted.getOrDefault(node, List.of()).stream()
                .filter(merge -> !laid.contains(merge))
                .toList();
    }

    private List<Node> mergesInBody(Node loop) {
        int body = loop.version() >= 3 ? 1 : 0;
        var found = merges(loop);
        if (found.isEmpty()) {
            return found;
        }
        var within = graph.reached(graph.output(loop, body));
        var behind = graph.reached(graph.output(loop, 1 - body));
        return found.stream()
                .filter(merge -> within.contains(merge) && !behind.contains(merge))
                .toList();
    }

    /** Whether an edge just leads on in the same route. */
    private boolean leadsOn(Edge edge) {
        return !graph.leadsBack(edge)
                && !Roles.isMerge(edge.to())
                && !Roles.isTrigger(edge.to())
                && !graph.isJoin(edge.to())
                && !laid.contains(edge.to());
    }

    private List<String> spread(Node node) {
        return Roles.isLoop(node) ? List.of() : conversion(node).outputs();
    }

    private Conversion conversion(Node node) {
        return conversions.computeIfAbsent(node, one -> Converters.convert(project, one));
    }

    private List<Object> node(Node node) {
        if (Roles.isLoop(node)) {
            return loop(node);
        }
        var steps = new ArrayList<Object>();
        if (Roles.isMerge(node)) {
            int inputs = 1
                    + Math.max(
                            1,
                            graph.inputs(node).stream()
                                    .mapToInt(Edge::input)
                                    .max()
                                    .orElse(1));
            var call = node.text("mode", "").equals("chooseBranch") && !node.disabled() ? "chosenFrom" : "arrived";
            steps.add(Step.flow("Flow", call + "(*, '" + project.slug(node) + "', " + inputs + ")"));
        }
        var conversion = conversion(node);
        var outputs = outputs(graph.outputs(node), conversion.outputs().size());
        for (int i = 0; i < conversion.outputs().size(); i++) {
            if (!outputs.get(i).isEmpty()) {
                var uri = branch(node, conversion.outputs().get(i), outputs.get(i));
                conversion.lastParameters().put("output." + conversion.outputs().get(i), uri);
            }
        }
        order(conversion, outputs);
        steps.addAll(conversion.steps());
        return steps;
    }

    /** The output that leads to what is highest on the canvas is the first, whatever its number. */
    private static void order(Conversion conversion, List<List<Edge>> outputs) {
        var wired = IntStream.range(0, conversion.outputs().size())
                .filter(i -> !outputs.get(i).isEmpty())
                .boxed()
                .toList();
        // The edges of an output are in the order of the canvas.
        var sorted = wired.stream()
                .sorted((one, other) -> Graph.ORDER.compare(
                        outputs.get(one).get(0), outputs.get(other).get(0)))
                .toList();
        if (!sorted.equals(wired)) {
            conversion
                    .lastParameters()
                    .put(
                            "outputOrder",
                            sorted.stream().map(conversion.outputs()::get).collect(Collectors.joining(",")));
        }
    }

    private static List<List<Edge>> outputs(List<Edge> edges, int count) {
        var outputs = new ArrayList<List<Edge>>();
        for (int i = 0; i < Math.max(1, count); i++) {
            int output = i;
            outputs.add(edges.stream().filter(edge -> edge.output() == output).toList());
        }
        return outputs;
    }

    private List<Object> loop(Node node) {
        // The first two versions gave the batch at the first output.
        var edges = graph.output(node, node.version() >= 3 ? 1 : 0);
        var merges = mergesInBody(node);
        laid.addAll(merges);
        var name = project.unique(project.slug(node) + "-loop");
        var uri = project.address(name);
        project.later(() -> {
            var steps = new ArrayList<>(after(edges));
            merges.forEach(merge -> steps.addAll(chain(merge)));
            steps.add(Step.flow("Flow", "round(*, '" + project.slug(node) + "')"));
            project.add(Step.route(project.routeId(name), uri, Map.of(), steps));
        });
        return Converters.loop(project, node, uri).steps();
    }

    /** The address of a route that runs what the edges of an output lead to. */
    private String branch(Node node, String output, List<Edge> edges) {
        if (edges.size() == 1 && graph.isJoin(edges.get(0).to()) && !graph.leadsBack(edges.get(0))) {
            return called(edges.get(0).to());
        }
        var name = project.unique(project.slug(node) + "-" + output);
        var uri = project.address(name);
        project.later(() -> project.add(Step.route(project.routeId(name), uri, Map.of(), after(edges))));
        return uri;
    }

    /** What runs when an output has given its list: nothing, one way, or several one after the other. */
    private List<Object> after(List<Edge> edges) {
        if (edges.isEmpty()) {
            return List.of();
        }
        if (edges.size() == 1) {
            return leadsOn(edges.get(0)) ? chain(edges.get(0).to()) : one(edges.get(0));
        }
        var branches = new ArrayList<Object>();
        for (var edge : edges) {
            branches.add(leadsOn(edge) ? Step.to(called(edge.to())) : single(one(edge)));
        }
        return List.of(Step.of("multicast", Step.of("stopOnException", true, "steps", branches)));
    }

    private static Object single(List<Object> steps) {
        return steps.size() == 1 ? steps.get(0) : Step.of("pipeline", Step.of("steps", steps));
    }

    private List<Object> one(Edge edge) {
        var to = edge.to();
        if (graph.endsRound(edge)) {
            return List.of(Step.flow("Flow", "arrive(*, '" + project.slug(to) + "', 0)"));
        }
        if (Roles.isTrigger(to)) {
            return List.of(Step.of("log", Step.of("loggingLevel", "WARN", "message", "A trigger is not called.")));
        }
        if (graph.leadsBack(edge) && Roles.isMerge(to)) {
            project.report()
                    .tell(
                            Finding.Kind.DIFFERENCE,
                            to.name(),
                            "a cycle leads back to it, which is not run again",
                            "Lead the cycle back to a node behind the merge.");
            return List.of(Step.of("log", Step.of("loggingLevel", "WARN", "message", "A cycle ends at a merge.")));
        }
        if (graph.leadsBack(edge)) {
            return List.of(Step.flow("Flow", "again(*, '" + project.slug(to) + "')"));
        }
        if (Roles.isMerge(to)) {
            var arrive = Step.flow("Flow", "arrive(*, '" + project.slug(to) + "', " + edge.input() + ")");
            return graph.dominator(to) == null ? List.of(arrive, Step.to(called(to))) : List.of(arrive);
        }
        return List.of(Step.to(called(to)));
    }

    /** The address of a node that has a route of its own; the route is made when it is first asked for. */
    private String called(Node node) {
        var uri = direct(node);
        if (!laid.add(node)) {
            return graph.headsCycle(node) ? uri + ".rounds" : uri;
        }
        project.later(() -> project.add(route(node, uri, chain(node))));
        if (!graph.headsCycle(node)) {
            return uri;
        }
        var name = project.slug(node);
        project.report()
                .tell(
                        Finding.Kind.NOTE,
                        node.name(),
                        "it begins a cycle",
                        "The lists that come back to it are kept in a queue and run one after the other.");
        project.add(Step.route(
                project.routeId(name + ".rounds"),
                uri + ".rounds",
                Map.of(),
                List.of(
                        Step.flow("Flow", "again(*, '" + name + "')"),
                        Step.of(
                                "loop",
                                Step.of(
                                        "doWhile",
                                        true,
                                        "expression",
                                        Step.of(
                                                "method",
                                                Step.of(
                                                        "beanType",
                                                        "dev.serai.n8n.flow.Flow",
                                                        "method",
                                                        "more(*, '" + name + "')")),
                                        "steps",
                                        List.of(Step.flow("Flow", "next(*, '" + name + "')"), Step.to(uri)))))));
        return uri + ".rounds";
    }
}
