package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The operations that change which models are there: create, copy and delete. */
final class LibraryHandlers {
    private final ServerState state;
    private final TransferHandlers transfer;

    LibraryHandlers(ServerState state, TransferHandlers transfer) {
        this.state = state;
        this.transfer = transfer;
    }

    void create(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var name = RequestJson.model(body, "CreateRequest");
        for (var unsupported : List.of("adapters", "quantize")) {
            if (!body.path(unsupported).isEmpty()
                    || !body.path(unsupported).asText("").isEmpty()) {
                throw OllamaError.notDone(unsupported + " in /api/create");
            }
        }
        var streaming = body.path("stream").asBoolean(true);
        var from = RequestJson.text(body, "from", "CreateRequest.from");
        if (from != null && !from.isEmpty() && state.models().find(from).isEmpty()) {
            // The real server would fetch the parent first.
            transfer.failToPull(exchange, streaming, ModelName.of(from));
            return;
        }
        var lines = new ArrayList<ObjectNode>();
        var known = knownLayers();
        var model = define(name, body, lines);
        for (var layer : model.files().layers()) {
            lines.add(
                    Progress.status((known.contains(layer) ? "using existing layer " : "creating new layer ") + layer));
        }
        lines.add(Progress.status("writing manifest"));
        Runnable written = () -> state.models().add(model);
        new Progress(exchange, streaming, lines, Duration.ZERO, null, written).play();
    }

    void copy(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var source = String.valueOf(RequestJson.text(body, "source", "CopyRequest.source"));
        var destination = RequestJson.text(body, "destination", "CopyRequest.destination");
        if (destination == null || destination.isEmpty()) {
            throw OllamaError.badRequest("destination \"\" is invalid");
        }
        var model = state.models()
                .find(source)
                .orElseThrow(() -> new OllamaError(404, "model \"" + source + "\" not found"));
        state.models().add(model.renamed(ModelName.of(destination)));
        exchange.sendEmpty(200);
    }

    void delete(Exchange exchange) {
        var name = RequestJson.model(RequestJson.read(exchange), "DeleteRequest");
        if (!state.models().remove(name)) {
            throw OllamaError.modelMissing(name);
        }
        state.loaded().unload(name);
        exchange.sendEmpty(200);
    }

    private Model define(String name, ObjectNode body, List<ObjectNode> lines) {
        var builder = base(name, body, lines);
        if (body.hasNonNull("template")) {
            builder.template(body.get("template").asText());
        }
        if (body.hasNonNull("system")) {
            builder.system(body.get("system").asText());
        }
        if (body.path("license").isTextual()) {
            builder.license(body.get("license").asText());
        } else if (body.path("license").isArray()) {
            var licenses = new ArrayList<String>();
            body.get("license").forEach(l -> licenses.add(l.asText()));
            builder.license(String.join("\n", licenses));
        }
        if (body.path("messages") instanceof ArrayNode messages) {
            builder.messages(messages);
        }
        body.path("parameters").fields().forEachRemaining(e -> builder.parameter(e.getKey(), e.getValue()));
        return builder.build();
    }

    private ModelBuilder base(String name, ObjectNode body, List<ObjectNode> lines) {
        var from = RequestJson.text(body, "from", "CreateRequest.from");
        if (from != null && !from.isEmpty()) {
            var parent = state.models().find(from).orElseThrow(() -> OllamaError.modelMissing(from));
            return ModelBuilder.from(parent, name);
        }
        var files = body.path("files");
        if (files.isEmpty()) {
            throw OllamaError.badRequest("neither 'from' or 'files' was specified");
        }
        if (files.size() > 1) {
            throw OllamaError.notDone("models of several files in /api/create");
        }
        var digest = files.elements().next().asText();
        var blob = state.blobs().get(digest);
        if (blob == null) {
            throw OllamaError.badRequest("blob \"" + digest + "\" not found");
        }
        lines.add(Progress.status("parsing GGUF"));
        return GgufModel.define(name, digest, blob);
    }

    private Set<String> knownLayers() {
        var known = new HashSet<String>(state.blobs().digests());
        state.models().all().forEach(m -> known.addAll(m.files().layers()));
        return known;
    }
}
