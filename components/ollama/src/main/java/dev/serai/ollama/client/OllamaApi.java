package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One Ollama server, by its own API. */
public final class OllamaApi implements ModelServer {

    private final Transport transport;

    public OllamaApi(Transport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<Answer> chat(ChatCall call) {
        var body = OllamaWire.chat(call, false);
        return transport.post("/api/chat", body, transport.faults(call.model())).thenApply(OllamaWire::chatAnswer);
    }

    @Override
    public CompletableFuture<ChatStream> stream(ChatCall call) {
        return transport.stream(
                "/api/chat",
                OllamaWire.chat(call, true),
                transport.faults(call.model()),
                (response, faults) -> read(response, OllamaStreamDecoder.chat(faults)));
    }

    @Override
    public CompletableFuture<Answer> generate(GenerateCall call) {
        var body = OllamaWire.generate(call, false);
        return transport
                .post("/api/generate", body, transport.faults(call.model()))
                .thenApply(OllamaWire::generateAnswer);
    }

    @Override
    public CompletableFuture<ChatStream> stream(GenerateCall call) {
        return transport.stream(
                "/api/generate",
                OllamaWire.generate(call, true),
                transport.faults(call.model()),
                (response, faults) -> read(response, OllamaStreamDecoder.generate(faults)));
    }

    private static ChatStream read(HttpStream response, OllamaStreamDecoder decoder) {
        return ChatStream.of(response.lines(), decoder, response::close);
    }

    @Override
    public CompletableFuture<Embeddings> embed(EmbedCall call) {
        var faults = transport.faults(call.model());
        return transport.post("/api/embed", OllamaWire.embed(call), faults).thenApply(body -> {
            var vectors = new ArrayList<float[]>();
            body.path("embeddings").forEach(vector -> vectors.add(Vectors.read(vector)));
            return new Embeddings(call.model(), Vectors.checked(vectors, call, faults), OllamaWire.usage(body));
        });
    }

    @Override
    public CompletableFuture<List<Map<String, Object>>> models() {
        return list("/api/tags");
    }

    /** The models in memory. */
    public CompletableFuture<List<Map<String, Object>>> loaded() {
        return list("/api/ps");
    }

    private CompletableFuture<List<Map<String, Object>>> list(String path) {
        return transport.get(path, transport.faults(null)).thenApply(body -> {
            var models = new ArrayList<Map<String, Object>>();
            body.path("models").forEach(model -> models.add(Json.map(model)));
            return models;
        });
    }

    @Override
    public CompletableFuture<JsonNode> transcribe(TranscribeCall call) {
        // Ollama serves this one only under its OpenAI paths.
        return OpenAiApi.transcribe(transport, "/v1", call);
    }

    public CompletableFuture<Map<String, Object>> show(String model, boolean verbose) {
        var body = Json.object().put("model", model);
        if (verbose) {
            body.put("verbose", true);
        }
        return transport.post("/api/show", body, transport.faults(model)).thenApply(Json::map);
    }

    public CompletableFuture<String> version() {
        return transport
                .get("/api/version", transport.faults(null))
                .thenApply(body -> body.path("version").asText(""));
    }

    /** Brings a model into memory, or sends it away when the settings say to keep it for no time. */
    public CompletableFuture<Answer> load(String model, Settings settings) {
        return chat(new ChatCall(model, List.of(), List.of(), ResponseFormat.TEXT, settings));
    }

    /** Downloads a model. The listener is called in order, by one thread at a time, and must not block. */
    public CompletableFuture<Void> pull(String model, boolean insecure, Consumer<Progress> listener) {
        return transfer("/api/pull", transferBody(model, insecure), model, listener);
    }

    public CompletableFuture<Void> push(String model, boolean insecure, Consumer<Progress> listener) {
        return transfer("/api/push", transferBody(model, insecure), model, listener);
    }

    /**
     * @param fields what the model is made from, by Ollama's field names ({@code from}, {@code files}, {@code system} ...)
     */
    public CompletableFuture<Void> create(String model, Map<String, Object> fields, Consumer<Progress> listener) {
        var body = Json.object();
        fields.forEach((name, value) -> body.set(name, Json.tree(value)));
        return transfer("/api/create", body.put("model", model).put("stream", true), model, listener);
    }

    private static JsonNode transferBody(String model, boolean insecure) {
        var body = Json.object().put("model", model).put("stream", true);
        return insecure ? body.put("insecure", true) : body;
    }

    private CompletableFuture<Void> transfer(String path, JsonNode body, String model, Consumer<Progress> listener) {
        var faults = transport.faults(model);
        var result = new CompletableFuture<Void>();
        var opened = transport.lines(path, body, faults);
        opened.whenComplete((response, error) -> {
            if (error != null) {
                result.completeExceptionally(faults.of(error));
            } else {
                response.lines().subscribe(new TransferReader(faults, listener, result, response));
            }
        });
        result.whenComplete((done, error) -> {
            if (result.isCancelled()) {
                opened.cancel(true);
                opened.thenAccept(HttpStream::close);
            }
        });
        return result;
    }

    public CompletableFuture<Void> copy(String source, String destination) {
        var body = Json.object().put("source", source).put("destination", destination);
        return command("POST", "/api/copy", body, source);
    }

    public CompletableFuture<Void> delete(String model) {
        return command("DELETE", "/api/delete", Json.object().put("model", model), model);
    }

    private CompletableFuture<Void> command(String method, String path, JsonNode body, String model) {
        var faults = transport.faults(model);
        return transport
                .send(method, path, HttpBody.bytes(Json.bytes(body)), "application/json", faults)
                .thenAccept(reply -> checked(reply, faults));
    }

    /** Whether the server has a blob of that digest ({@code sha256:...}). */
    public CompletableFuture<Boolean> hasBlob(String digest) {
        var faults = transport.faults(null);
        return transport
                .send("HEAD", "/api/blobs/" + digest, HttpBody.none(), null, faults)
                .thenApply(reply -> {
                    if (reply.status() == 404) {
                        return false;
                    }
                    checked(reply, faults);
                    return true;
                });
    }

    /** Uploads a blob; the server refuses content of another digest. */
    public CompletableFuture<Void> putBlob(String digest, HttpBody content) {
        var faults = transport.faults(null);
        return transport
                .send("POST", "/api/blobs/" + digest, content, "application/octet-stream", faults)
                .thenAccept(reply -> checked(reply, faults));
    }

    private static void checked(HttpReply reply, Faults faults) {
        if (!reply.isSuccess()) {
            throw faults.status(reply);
        }
    }
}
