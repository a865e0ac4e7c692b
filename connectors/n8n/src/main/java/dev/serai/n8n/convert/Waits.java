package dev.serai.n8n.convert;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.flow.Resume;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Edge;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Workflow;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a workflow waits for more than moments, and what that needs. */
public final class Waits {

    private Waits() {}

    /** Whether an interval is long enough that nobody waits for the end of the flow. */
    static boolean isLong(Node node) {
        return node.at("amount").asText("").startsWith("=") || WaitConverter.millis(node) > WaitConverter.SHORT;
    }

    private static boolean waits(Node node) {
        return !node.disabled()
                && (isPage(node)
                        || node.type().equals("wait")
                                && (!node.text("resume", "timeInterval").equals("timeInterval") || isLong(node)));
    }

    public static boolean any(Project project) {
        return project.workflow().nodes().stream().anyMatch(Waits::waits);
    }

    /** Whether a node shows a page that a person fills in. */
    static boolean isPage(Node node) {
        return !node.disabled()
                && (node.type().equals("form")
                        || node.type().equals("wait") && node.text("resume").equals("form"));
    }

    /** Whether pages come behind a node, so that who has sent one form gets the next. */
    static boolean pagesFollow(Work work) {
        return behind(work.project().workflow(), work.node()).stream().anyMatch(Waits::isPage);
    }

    private static List<Edge> edges(Workflow workflow) {
        return workflow.edges().stream().filter(Edge::isMain).toList();
    }

    private static Set<Node> behind(Workflow workflow, Node node) {
        var next = edges(workflow).stream()
                .collect(Collectors.groupingBy(Edge::from, Collectors.mapping(Edge::to, Collectors.toList())));
        return reached(next, node);
    }

    private static Set<Node> reached(Map<Node, List<Node>> next, Node from) {
        var seen = new HashSet<Node>();
        var open = new ArrayDeque<>(next.getOrDefault(from, List.of()));
        while (!open.isEmpty()) {
            var node = open.poll();
            if (seen.add(node)) {
                open.addAll(next.getOrDefault(node, List.of()));
            }
        }
        return seen;
    }

    /**
     * Whether all that is left of the flow stands behind the node, so that a restart can go on there: no loop around it,
     * no branch beside it, and no merge that waits for both.
     */
    static boolean isAlone(Work work) {
        var workflow = work.project().workflow();
        var node = work.node();
        var edges = edges(workflow);
        var before = reached(
                edges.stream()
                        .collect(Collectors.groupingBy(Edge::to, Collectors.mapping(Edge::from, Collectors.toList()))),
                node);
        var behind = behind(workflow, node);
        if (before.contains(node)
                || before.stream().anyMatch(one -> one.type().equals("splitInBatches"))
                || !node.onError().equals("fail")
                || node.flag("retryOnFail")) {
            return false;
        }
        boolean parts = edges.stream()
                .filter(edge -> before.contains(edge.from()))
                .collect(Collectors.groupingBy(edge -> Map.entry(edge.from(), edge.output()), Collectors.counting()))
                .values()
                .stream()
                .anyMatch(count -> count > 1);
        boolean merges = edges.stream()
                .filter(edge -> edge.to().type().matches("merge|compareDatasets") && behind.contains(edge.to()))
                .anyMatch(edge -> !edge.from().equals(node) && !behind.contains(edge.from()));
        return !parts && !merges;
    }

    /** The address at which the flow is let go on, as others reach it. */
    public static String address(Project project) {
        return project.global(
                        "n8n.public-url",
                        "http://localhost:8080",
                        "Where others reach this application: addresses begin with it at which waiting flows go on.")
                + path(project);
    }

    /** That a process ends in which a flow waits is no failure of the flow: it waits on in the next one, or says so. */
    public static Map<String, Object> isTrouble() {
        return Step.of("simple", "${exception.message} !contains '[" + N8nError.STOPS_WAITING.id() + "]'");
    }

    private static String path(Project project) {
        return "/webhook-waiting/" + project.flow();
    }

    /** The routes that let waiting flows go on: by a request, and after a restart by themselves. */
    public static void serve(Project project) {
        var waiting = project.workflow().nodes().stream().filter(Waits::waits).toList();
        if (waiting.isEmpty()) {
            return;
        }
        var names = waiting.stream().map(Node::name).toList();
        var load = Step.flow("Wait", "load(*, '" + project.flow() + "')");
        project.add(new Noted(
                names,
                Step.route(
                        project.routeId("waiting.start"),
                        "timer:" + project.flow() + "-waiting",
                        Step.of("repeatCount", 1),
                        List.of(load))));
        if (waiting.stream()
                .allMatch(node -> node.type().equals("wait")
                        && node.text("resume", "timeInterval").matches("timeInterval|specificTime"))) {
            return;
        }
        var request = Step.flow("Resume", "request(*, '" + project.flow() + "')");
        boolean suffixes = waiting.stream()
                .anyMatch(
                        node -> !node.at("options", "webhookSuffix").asText("").isBlank());
        var token = "/{" + Resume.TOKEN + "}";
        for (var rest : suffixes ? List.of(token, token + "/{" + Resume.SUFFIX + "}") : List.of(token)) {
            var id = rest.equals(token) ? "waiting.resume" : "waiting.suffix";
            project.add(new Noted(
                    names,
                    Step.route(
                            project.routeId(id), "platform-http:" + path(project) + rest, Map.of(), List.of(request))));
        }
    }

    /** What every wait says of itself. */
    static Params begin(Work work) {
        boolean alone = isAlone(work);
        if (!alone) {
            work.tell(
                    Finding.Kind.RISK,
                    "a restart ends its wait, since other parts of the flow wait around it",
                    "Wait in a part of its own, such as a workflow that this one calls without waiting.");
        }
        var params = new Params().add("step", work.project().id(work.node())).add("alone", String.valueOf(alone));
        boolean isTrouble = work.project().workflow().nodes().stream()
                .filter(node -> node.type().equals("errorTrigger"))
                .anyMatch(node -> behind(work.project().workflow(), node).contains(work.node()));
        if (alone && !isTrouble) {
            work.project().errorCall().ifPresent(call -> params.add("errors", call));
        }
        return params;
    }
}
