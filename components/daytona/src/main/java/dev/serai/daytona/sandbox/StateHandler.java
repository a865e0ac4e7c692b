package dev.serai.daytona.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.Sandbox;
import dev.serai.daytona.client.SandboxApi;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Brings a sandbox into another state, and waits until it is there. */
public final class StateHandler implements OperationHandler {

    private static final Set<String> SETTLED = Set.of("started", "stopped", "paused", "archived");

    /** Intervals by the option's name. */
    private static final Map<String, String> INTERVALS = new LinkedHashMap<>();

    static {
        INTERVALS.put("autoStop", "/autostop/");
        INTERVALS.put("autoArchive", "/autoarchive/");
        INTERVALS.put("autoDelete", "/autodelete/");
    }

    private final Access access;
    private final SandboxApi sandboxes;
    private final String action;
    private final boolean wait;

    public StateHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        sandboxes = access.sandboxes();
        action = endpoint.getOperation().substring("sandbox/".length());
        wait = endpoint.getSandboxOptions().isWait();
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var name = access.named(exchange);
        return change(name, arguments).thenAccept(sandbox -> SandboxAnswer.put(exchange, sandbox));
    }

    private CompletableFuture<Sandbox> change(String name, Arguments arguments) {
        return switch (action) {
            case "start" -> then(sandboxes.act(name, "/start"), Set.of(Sandbox.STARTED));
            case "stop" ->
                // An ephemeral one is deleted when it stops.
                then(
                        sandboxes.act(name, "/stop?force=" + Boolean.TRUE.equals(arguments.flag("force"))),
                        Set.of("stopped", Sandbox.DESTROYED));
            case "pause" -> then(sandboxes.act(name, "/pause"), Set.of("paused"));
            case "archive" -> then(sandboxes.act(name, "/archive"), Set.of("archived"));
            case "recover" -> recover(name, Boolean.TRUE.equals(arguments.flag("skipStart")));
            case "resize" -> then(sandboxes.act(name, "/resize", resources(arguments)), SETTLED);
            case "fork" -> then(sandboxes.act(name, "/fork", named(arguments, false)), Set.of(Sandbox.STARTED));
            case "snapshot" -> then(sandboxes.act(name, "/snapshot", named(arguments, true)), SETTLED);
            case "delete" -> then(sandboxes.delete(name), Set.of(Sandbox.DESTROYED));
            case "wait" -> sandboxes.await(name, states(arguments), access.waitLimit());
            case "intervals" -> intervals(name, arguments);
            default -> throw new IllegalStateException(action);
        };
    }

    private CompletableFuture<Sandbox> then(CompletableFuture<Sandbox> begun, Set<String> wanted) {
        return begun.thenCompose(sandbox -> !wait || wanted.contains(sandbox.state())
                ? CompletableFuture.completedFuture(sandbox)
                : sandboxes.await(sandbox.id(), wanted, access.waitLimit()));
    }

    private CompletableFuture<Sandbox> recover(String name, boolean skipStart) {
        return then(
                sandboxes.act(name, "/recover" + (skipStart ? "?skipStart=true" : "")),
                skipStart ? Set.of("stopped", Sandbox.STARTED) : Set.of(Sandbox.STARTED));
    }

    private static ObjectNode resources(Arguments arguments) {
        var resources = Json.object();
        for (var name : List.of("cpu", "memory", "disk")) {
            var number = arguments.number(name);
            if (number != null) {
                resources.put(name, number);
            }
        }
        if (resources.isEmpty()) {
            throw Arguments.bad("sandbox/resize is told none of cpu, memory and disk");
        }
        return resources;
    }

    private static ObjectNode named(Arguments arguments, boolean required) {
        var name = required ? arguments.required("name") : arguments.text("name");
        var body = Json.object();
        if (name != null) {
            body.put("name", name);
        }
        return body;
    }

    private static Set<String> states(Arguments arguments) {
        var states = arguments.list("state");
        return states == null || states.isEmpty() ? Set.of(Sandbox.STARTED) : Set.copyOf(states);
    }

    private CompletableFuture<Sandbox> intervals(String name, Arguments arguments) {
        CompletableFuture<Sandbox> last = null;
        for (var interval : INTERVALS.entrySet()) {
            var minutes = arguments.number(interval.getKey());
            if (minutes != null) {
                var path = interval.getValue() + minutes;
                last = last == null ? sandboxes.act(name, path) : last.thenCompose(done -> sandboxes.act(name, path));
            }
        }
        if (last == null) {
            throw Arguments.bad("sandbox/intervals is told none of autoStop, autoArchive and autoDelete");
        }
        return last;
    }
}
