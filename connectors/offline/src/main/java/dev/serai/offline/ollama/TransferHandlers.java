package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Duration;
import java.util.ArrayList;
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
        if (ModelName.cloud(text)) {
            throw new OllamaError(403, "ollama cloud is disabled: remote model is unavailable");
        }
        var name = ModelName.of(text);
        var remote = state.remote().find(name);
        var lines = new ArrayList<ObjectNode>();
        lines.add(Progress.status("pulling manifest"));
        var streaming = body.path("stream").asBoolean(true);
        if (remote == null) {
            var failure = new Fault.ErrorLine(1, "pull model manifest: " + unavailable(name));
            new Progress(exchange, streaming, lines, Duration.ZERO, failure, () -> {}).play();
            return;
        }
        layers(lines, "pulling ", remote);
        lines.add(Progress.status("verifying sha256 digest"));
        lines.add(Progress.status("writing manifest"));
        Runnable arrived = () -> state.models().add(remote.model().renamed(name));
        new Progress(exchange, streaming, lines, remote.every(), remote.fault(), arrived).play();
    }

    void push(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var text = RequestJson.model(body, "PushRequest");
        var model = state.models().find(text).orElseThrow(() -> OllamaError.modelMissing(text));
        var lines = new ArrayList<ObjectNode>();
        lines.add(Progress.status("retrieving manifest"));
        Fault fault = null;
        if (state.remote().isReachable()) {
            layers(lines, "pushing ", RemoteModel.of(model));
            lines.add(Progress.status("pushing manifest"));
        } else {
            fault = new Fault.ErrorLine(1, unavailable(model.modelName()));
        }
        Runnable arrived = () -> state.remote().push(model);
        new Progress(exchange, body.path("stream").asBoolean(true), lines, Duration.ZERO, fault, arrived).play();
    }

    private String unavailable(ModelName name) {
        if (state.remote().isReachable()) {
            return "file does not exist";
        }
        var registry = state.settings().registry();
        return "Get \"https://" + registry + "/v2/" + name.repository() + "/manifests/" + name.tag()
                + "\": dial tcp: lookup " + registry + " on 127.0.0.1:53: no such host";
    }

    private static void layers(List<ObjectNode> lines, String verb, RemoteModel remote) {
        var sizes = remote.layerSizes();
        for (var i = 0; i < sizes.size(); i++) {
            var digest = Digests.ofText(remote.model().files().digest() + "/" + i);
            var shown = verb + digest.substring("sha256:".length(), "sha256:".length() + 12);
            lines.add(layer(shown, digest, sizes.get(i)));
            for (var step = 1; step <= remote.steps(); step++) {
                lines.add(layer(shown, digest, sizes.get(i)).put("completed", sizes.get(i) * step / remote.steps()));
            }
        }
    }

    private static ObjectNode layer(String status, String digest, long total) {
        return Json.object().put("status", status).put("digest", digest).put("total", total);
    }
}
