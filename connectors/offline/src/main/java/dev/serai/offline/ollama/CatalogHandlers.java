package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;

/** The operations that look at models: tags, ps and show. */
final class CatalogHandlers {
    private static final String JSON = "application/json; charset=utf-8";

    private final ServerState state;

    CatalogHandlers(ServerState state) {
        this.state = state;
    }

    void tags(Exchange exchange) {
        var answer = Json.object();
        var list = answer.putArray("models");
        state.models().all().forEach(m -> list.add(listed(m)));
        exchange.send(200, JSON, answer.toString());
    }

    void running(Exchange exchange) {
        var answer = Json.object();
        var list = answer.putArray("models");
        for (var loaded : state.loaded().all()) {
            var model = loaded.model();
            var node = Json.object()
                    .put("name", model.name())
                    .put("model", model.name())
                    .put("size", loaded.size())
                    .put("digest", model.files().digest());
            node.set("details", details(model));
            node.put("expires_at", loaded.expiresAt().toString())
                    .put("size_vram", loaded.sizeVram())
                    .put("context_length", loaded.contextLength());
            list.add(node);
        }
        exchange.send(200, JSON, answer.toString());
    }

    void show(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var name = RequestJson.model(body, "ShowRequest");
        if (body.path("verbose").asBoolean()) {
            throw OllamaError.notDone("the verbose form of /api/show");
        }
        var model = state.models()
                .find(name)
                .orElseThrow(() -> OllamaError.modelMissing(ModelName.of(name).shown()));
        var answer = Json.object();
        putIfGiven(answer, "license", model.texts().license());
        answer.put("modelfile", Modelfile.text(model));
        putIfGiven(answer, "parameters", Modelfile.parameters(model));
        answer.put("template", model.texts().template());
        putIfGiven(answer, "system", model.texts().system());
        answer.set("details", details(model));
        if (!model.texts().messages().isEmpty()) {
            answer.set("messages", model.texts().messages());
        }
        answer.set("model_info", model.info());
        answer.set("tensors", model.tensors());
        answer.set("capabilities", capabilities(model));
        answer.put("modified_at", model.modifiedAt().toString());
        exchange.send(200, JSON, answer.toString());
    }

    private static ObjectNode listed(Model model) {
        var node = Json.object()
                .put("name", model.name())
                .put("model", model.name())
                .put("modified_at", model.modifiedAt().toString())
                .put("size", model.files().size())
                .put("digest", model.files().digest());
        var details = details(model)
                .put("context_length", model.details().contextLength())
                .put("embedding_length", model.details().embeddingLength());
        node.set("details", details);
        var list = node.putArray("capabilities");
        // The list knows only what the weights say; what the template adds is in "show" alone.
        model.capabilities().stream()
                .filter(c -> c != Capability.TOOLS && c != Capability.THINKING)
                .sorted()
                .forEach(c -> list.add(c.wireName()));
        return node;
    }

    private static ObjectNode details(Model model) {
        var details = model.details();
        var node = Json.object()
                .put("parent_model", details.parent())
                .put("format", "gguf")
                .put("family", details.family());
        node.putArray("families").add(details.family());
        return node.put("parameter_size", details.parameterSize()).put("quantization_level", details.quantization());
    }

    private static ArrayNode capabilities(Model model) {
        var list = Json.array();
        model.capabilities().stream().sorted().forEach(c -> list.add(c.wireName()));
        return list;
    }

    private static void putIfGiven(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
