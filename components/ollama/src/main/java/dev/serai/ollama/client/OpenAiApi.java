package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpStream;
import dev.serai.support.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One server with OpenAI's API: llama.cpp, vLLM, Groq, OpenRouter, Gemini, or Ollama itself. */
public final class OpenAiApi implements ModelServer {

    private final Transport transport;
    private final String root;

    public OpenAiApi(Transport transport) {
        this.transport = transport;
        this.root = root(transport.base());
    }

    /** A bare host serves the API under {@code /v1}; an address with a path is taken at its word. */
    private static String root(URI base) {
        return base.getPath() == null
                        || base.getPath().isEmpty()
                        || base.getPath().equals("/")
                ? "/v1"
                : "";
    }

    @Override
    public CompletableFuture<Answer> chat(ChatCall call) {
        var faults = transport.faults(call.model());
        return transport
                .post(root + "/chat/completions", OpenAiWire.chat(call, false), faults)
                .thenApply(body -> OpenAiWire.chatAnswer(body, faults));
    }

    @Override
    public CompletableFuture<ChatStream> stream(ChatCall call) {
        return stream("/chat/completions", OpenAiWire.chat(call, true), call.model());
    }

    @Override
    public CompletableFuture<Answer> generate(GenerateCall call) {
        var faults = transport.faults(call.model());
        return transport
                .post(root + "/completions", OpenAiWire.completion(call, false), faults)
                .thenApply(body -> OpenAiWire.completionAnswer(body, faults));
    }

    @Override
    public CompletableFuture<ChatStream> stream(GenerateCall call) {
        return stream("/completions", OpenAiWire.completion(call, true), call.model());
    }

    private CompletableFuture<ChatStream> stream(String path, ObjectNode body, String model) {
        return transport.stream(root + path, body, transport.faults(model), OpenAiApi::read);
    }

    private static ChatStream read(HttpStream response, Faults faults) {
        return ChatStream.of(response.events(), new OpenAiStreamDecoder(faults), response::close);
    }

    @Override
    public CompletableFuture<Embeddings> embed(EmbedCall call) {
        var faults = transport.faults(call.model());
        return transport
                .post(root + "/embeddings", OpenAiWire.embed(call), faults)
                .thenApply(body -> OpenAiWire.embeddings(body, call, faults));
    }

    @Override
    public CompletableFuture<List<Map<String, Object>>> models() {
        return transport.get(root + "/models", transport.faults(null)).thenApply(body -> {
            var models = new ArrayList<Map<String, Object>>();
            for (var item : body.path("data")) {
                var model = Json.map(item);
                model.put("name", item.path("id").asText());
                models.add(model);
            }
            return models;
        });
    }

    @Override
    public CompletableFuture<JsonNode> transcribe(TranscribeCall call) {
        return transcribe(transport, root, call);
    }

    static CompletableFuture<JsonNode> transcribe(Transport transport, String root, TranscribeCall call) {
        var form = HttpBody.multipart();
        form.field("model", call.model());
        call.fields().forEach(form::field);
        form.file("file", call.fileName(), "application/octet-stream", call.audio());
        return transport.form(root + "/audio/transcriptions", form.build(), transport.faults(call.model()));
    }
}
