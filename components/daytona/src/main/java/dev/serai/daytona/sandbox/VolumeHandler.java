package dev.serai.daytona.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.daytona.Access;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Family;
import dev.serai.daytona.client.Polling;
import dev.serai.daytona.client.SandboxError;
import dev.serai.daytona.client.Segment;
import dev.serai.support.json.Json;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Makes a volume and waits until sandboxes can have it. */
public final class VolumeHandler implements OperationHandler {

    private static final Set<String> SETTLED = Set.of("ready", "error");

    private final Access access;
    private final boolean wait;

    public VolumeHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        wait = endpoint.getSandboxOptions().isWait();
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var name = access.arguments(exchange).required("name");
        var gateway = access.gateway();
        var call = gateway.api("POST", "/volumes")
                .json(Json.bytes(Json.object().put("name", name)))
                .build();
        return gateway.ask(call, Family.VOLUME)
                .thenCompose(volume -> wait ? settled(volume) : CompletableFuture.completedFuture(volume))
                .thenAccept(volume -> exchange.getMessage().setBody(Json.map(volume)));
    }

    private CompletableFuture<JsonNode> settled(JsonNode begun) {
        var id = begun.path("id").asText("");
        if (id.isEmpty() || SETTLED.contains(state(begun))) {
            return CompletableFuture.completedFuture(checked(begun));
        }
        var gateway = access.gateway();
        return Polling.until(
                        gateway.port(),
                        () -> gateway.ask(
                                gateway.api("GET", "/volumes/" + Segment.of(id)).build(), Family.VOLUME),
                        volume -> SETTLED.contains(state(volume)),
                        access.waitLimit(),
                        last -> new DaytonaException(
                                SandboxError.STATE_TOO_LATE,
                                "the volume " + id + " was not ready within "
                                        + access.waitLimit().toMillis() + " ms"
                                        + (last == null ? "" : ", it is " + state(last))))
                .thenApply(VolumeHandler::checked);
    }

    private static JsonNode checked(JsonNode volume) {
        if (state(volume).equals("error")) {
            throw new DaytonaException(
                    SandboxError.VOLUME_FAILED,
                    "the volume " + volume.path("name").asText(volume.path("id").asText()) + " failed: "
                            + volume.path("errorReason").asText("the service gives no reason"));
        }
        return volume;
    }

    private static String state(JsonNode volume) {
        return volume.path("state").asText("");
    }
}
