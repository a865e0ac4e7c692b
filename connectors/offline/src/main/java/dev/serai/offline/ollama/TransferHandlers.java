package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.time.Duration;
import java.util.List;

/** The operations that move models over the network: pull and push. */
final class TransferHandlers {
    private final ServerState state;

    TransferHandlers(ServerState state) {
        this.state = state;
    }

    void pull(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var text = RequestJson.model(body, "PullRequest");
        ModelName.refuseCloud(text);
        var name = ModelName.of(text);
        var streaming = body.path("stream").asBoolean(true);
        var remote = state.remote().find(name);
        if (remote == null) {
            failToPull(exchange, streaming, name);
            return;
        }
        Runnable arrived = () -> state.models().add(remote.model().renamed(name));
        new Progress(exchange, streaming, TransferLines.pulling(remote), remote.every(), remote.fault(), arrived)
                .play();
    }

    void push(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var text = RequestJson.model(body, "PushRequest");
        var model = state.models().find(text).orElseThrow(() -> OllamaError.modelMissing(text));
        var streaming = body.path("stream").asBoolean(true);
        var lines = TransferLines.pushing(RemoteModel.of(model));
        var fault = state.remote().isReachable()
                ? null
                : new Fault.ErrorLine(1, TransferLines.failure(state, model.modelName()));
        Runnable arrived = () -> state.remote().push(model);
        new Progress(exchange, streaming, lines, Duration.ZERO, fault, arrived).play();
    }

    void failToPull(Exchange exchange, boolean streaming, ModelName name) {
        var lines = List.of(Progress.status("pulling manifest"));
        var fault = new Fault.ErrorLine(1, "pull model manifest: " + TransferLines.failure(state, name));
        new Progress(exchange, streaming, lines, Duration.ZERO, fault, () -> {}).play();
    }
}
