package dev.serai.runtime.console;

import dev.serai.runtime.load.FileProblem;
import dev.serai.runtime.load.FileState;
import dev.serai.runtime.load.RouteNode;
import dev.serai.runtime.load.WorkflowFile;
import dev.serai.runtime.load.WorkflowRoute;
import dev.serai.runtime.load.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The routes of the folders, and the files that do not load. */
final class WorkflowList {

    private static final String WEBHOOK = "platform-http:";

    private final Workflows workflows;

    WorkflowList(Workflows workflows) {
        this.workflows = workflows;
    }

    /**
     * @param state on, off or broken; a file whose last good version goes on has errors beside it
     * @param trigger an address of this runtime where there is one, else what the route starts from
     */
    record Shown(
            String id,
            String file,
            String description,
            String state,
            String trigger,
            List<Wrong> errors,
            List<Node> nodes) {}

    record Wrong(String file, Integer line, String reason) {}

    record Node(String id, String kind, String label, List<Node> children) {}

    List<Shown> list(ApiCall call) {
        var all = new ArrayList<Shown>();
        for (var file : workflows.files()) {
            file.routes().forEach(route -> all.add(shown(call, file, route)));
            if (file.routes().isEmpty() && file.state() == FileState.BROKEN) {
                all.add(new Shown(file.path(), file.path(), "", "broken", "", wrongs(file), List.of()));
            }
        }
        return all;
    }

    CompletionStage<Void> turn(ApiCall call) {
        return workflows.switchRoute(call.id(), call.truth("on"));
    }

    /** The route's picture for one of its runs; empty when the route is gone. */
    Optional<List<Node>> nodes(String routeId) {
        return workflows.route(routeId).map(WorkflowList::nodes);
    }

    /** What is wrong with a file that is not among them yet. */
    static List<Wrong> wrongs(List<FileProblem> problems) {
        return problems.stream().map(WorkflowList::wrong).toList();
    }

    private static Shown shown(ApiCall call, WorkflowFile file, WorkflowRoute route) {
        return new Shown(
                route.id(),
                file.path(),
                route.description() == null ? "" : route.description(),
                route.on() ? "on" : "off",
                trigger(call, route.from()),
                wrongs(file),
                nodes(route));
    }

    /** The header Host was checked before: it names this runtime as the person sees it. */
    static String trigger(ApiCall call, String from) {
        if (!from.startsWith(WEBHOOK)) {
            return Labels.of("from", from);
        }
        var path = from.substring(WEBHOOK.length()).split("\\?", 2)[0].replaceFirst("^/*", "/");
        var request = call.request().request();
        return request.scheme() + "://" + request.authority() + path;
    }

    private static List<Wrong> wrongs(WorkflowFile file) {
        return wrongs(file.problems());
    }

    private static Wrong wrong(FileProblem problem) {
        return new Wrong(
                problem.file(),
                problem.line() < 1 ? null : problem.line(),
                "[" + problem.code() + "] " + problem.reason() + ". " + problem.remedy());
    }

    /** What starts the route stands first, as one of the steps. */
    static List<Node> nodes(WorkflowRoute route) {
        var root = route.tree();
        var nodes = new ArrayList<Node>();
        nodes.add(new Node(root.id(), root.kind(), Labels.of(root.kind(), root.label()), List.of()));
        root.children().forEach(child -> nodes.add(node(child)));
        return nodes;
    }

    /** A step of one address that has a name is known by it; what it does stands above the name then. */
    private static Node node(RouteNode node) {
        var label = Labels.of(node.kind(), node.label());
        var name = "to".equals(node.kind()) ? Labels.name(node.id(), "to") : null;
        return new Node(
                node.id(),
                name == null ? node.kind() : label,
                name == null ? label : name,
                node.children().stream().map(WorkflowList::node).toList());
    }
}
