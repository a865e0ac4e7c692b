package dev.serai.daytona.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Family;
import dev.serai.daytona.client.Polling;
import dev.serai.daytona.client.SandboxError;
import dev.serai.daytona.client.Segment;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Makes a snapshot out of an image, or a sleeping one ready again, and waits until it can be used. */
public final class SnapshotHandler implements OperationHandler {

    private static final Set<String> SETTLED = Set.of("active", "error", "build_failed");

    private final Access access;
    private final boolean wait;
    private final boolean create;

    public SnapshotHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        wait = endpoint.getSandboxOptions().isWait();
        create = endpoint.getOperation().equals("snapshots/create");
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var gateway = access.gateway();
        var call = create
                ? gateway.api("POST", "/snapshots").json(Json.bytes(wish(arguments)))
                : gateway.api("POST", path(arguments.required("snapshot")) + "/activate");
        return gateway.ask(call.build(), Family.SNAPSHOT)
                .thenCompose(snapshot -> wait ? settled(snapshot) : CompletableFuture.completedFuture(snapshot))
                .thenAccept(snapshot -> exchange.getMessage().setBody(Json.map(snapshot)));
    }

    private static String path(String snapshot) {
        return "/snapshots/" + Segment.of(snapshot);
    }

    private ObjectNode wish(Arguments arguments) {
        var wish = Json.object().put("name", arguments.required("name"));
        var image = arguments.required("image");
        SandboxWish.dockerfile(image);
        wish.put("imageName", image);
        for (var resource : List.of("cpu", "memory", "disk", "gpu")) {
            var number = arguments.number(resource);
            if (number != null) {
                wish.put(resource, number);
            }
        }
        var entrypoint = arguments.list("entrypoint");
        if (entrypoint != null) {
            wish.set("entrypoint", Json.tree(entrypoint));
        }
        if (access.target() != null) {
            wish.put("regionId", access.target());
        }
        return wish;
    }

    private CompletableFuture<JsonNode> settled(JsonNode begun) {
        var id = begun.path("id").asText("");
        if (id.isEmpty() || SETTLED.contains(state(begun))) {
            return CompletableFuture.completedFuture(checked(begun));
        }
        var gateway = access.gateway();
        return Polling.until(
                        gateway.port(),
                        () -> gateway.ask(gateway.api("GET", path(id)).build(), Family.SNAPSHOT),
                        snapshot -> SETTLED.contains(state(snapshot)),
                        access.waitLimit(),
                        last -> new DaytonaException(
                                SandboxError.STATE_TOO_LATE,
                                "the snapshot " + id + " was not active within "
                                        + access.waitLimit().toMillis() + " ms"
                                        + (last == null ? "" : ", it is " + state(last))))
                .thenApply(SnapshotHandler::checked);
    }

    private static JsonNode checked(JsonNode snapshot) {
        var state = state(snapshot);
        if (state.equals("error") || state.equals("build_failed")) {
            throw new DaytonaException(
                    SandboxError.SNAPSHOT_FAILED,
                    "the snapshot "
                            + snapshot.path("name").asText(snapshot.path("id").asText()) + " is in the state " + state
                            + ": " + snapshot.path("errorReason").asText("the service gives no reason"));
        }
        return snapshot;
    }

    private static String state(JsonNode snapshot) {
        return snapshot.path("state").asText("");
    }
}
