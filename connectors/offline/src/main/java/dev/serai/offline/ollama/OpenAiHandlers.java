package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The chat, completion and model operations under /v1. */
final class OpenAiHandlers {
    private static final String JSON = "application/json";

    private final ServerState state;
    private final ModelRunner runner;

    OpenAiHandlers(ServerState state, ModelRunner runner) {
        this.state = state;
        this.runner = runner;
    }

    void chat(Exchange exchange) {
        var call = CallReader.openAiChat(RequestJson.read(exchange));
        var model = runner.find(call);
        if (!model.can(Capability.COMPLETION)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support chat");
        }
        Abilities.check(call, model, state.settings().registry());
        runner.answer(exchange, call, model, new OpenAiChatShape(call));
    }

    void completion(Exchange exchange) {
        var call = CallReader.openAiCompletion(RequestJson.read(exchange));
        var model = runner.find(call);
        if (!model.can(Capability.COMPLETION)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support generate");
        }
        runner.answer(exchange, call, model, new OpenAiCompletionShape(call));
    }

    void models(Exchange exchange) {
        var answer = Json.object().put("object", "list");
        var list = answer.putArray("data");
        state.models().all().forEach(m -> list.add(described(m, m.name())));
        exchange.send(200, JSON, answer.toString());
    }

    void model(Exchange exchange) {
        var name = URLDecoder.decode(exchange.parameter("id"), StandardCharsets.UTF_8);
        var model = state.models().find(name).orElseThrow(() -> OllamaError.modelMissing(name));
        exchange.send(200, JSON, described(model, name).toString());
    }

    private static ObjectNode described(Model model, String id) {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", model.modifiedAt().getEpochSecond())
                .put("owned_by", "library");
    }
}
