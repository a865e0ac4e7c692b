package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Routes;
import java.util.function.Consumer;

/** Every operation of the server, as a table. */
final class OllamaRoutes {
    private OllamaRoutes() {}

    static Routes of(ServerState state) {
        var runner = new ModelRunner(state);
        var chat = new ChatHandler(state, runner);
        var generate = new GenerateHandler(state, runner);
        var catalog = new CatalogHandlers(state);
        var transfer = new TransferHandlers(state);
        var library = new LibraryHandlers(state, transfer);
        var embed = new EmbedHandlers(state);
        var openAi = new OpenAiHandlers(state, runner);
        Consumer<Exchange> alive = e -> e.send(200, "text/plain; charset=utf-8", "Ollama is running");
        Consumer<Exchange> version = e -> e.send(
                200,
                "application/json; charset=utf-8",
                Json.object().put("version", state.settings().version()).toString());
        return new Routes(
                        e -> e.send(404, "text/plain", "404 page not found"),
                        e -> e.send(405, "text/plain", "405 method not allowed"))
                .on("GET", "/", alive)
                .on("HEAD", "/", alive)
                .on("GET", "/api/version", version)
                .on("HEAD", "/api/version", version)
                .on("GET", "/api/tags", catalog::tags)
                .on("HEAD", "/api/tags", catalog::tags)
                .on("GET", "/api/ps", catalog::running)
                .on("POST", "/api/show", catalog::show)
                .on("POST", "/api/chat", chat::chat)
                .on("POST", "/api/generate", generate::generate)
                .on("POST", "/api/embed", embed::embed)
                .on("POST", "/api/embeddings", embed::embeddings)
                .on("POST", "/api/create", library::create)
                .on("POST", "/api/copy", library::copy)
                .on("DELETE", "/api/delete", library::delete)
                .on("POST", "/api/pull", transfer::pull)
                .on("POST", "/api/push", transfer::push)
                .on("HEAD", "/api/blobs/{digest}", state.blobs()::head)
                .on("POST", "/api/blobs/{digest}", state.blobs()::upload)
                .on("POST", "/api/me", fails(new OllamaError(503, "account unavailable")))
                .on(
                        "POST",
                        "/api/experimental/web_search",
                        fails(new OllamaError(403, "ollama cloud is disabled: web search is unavailable")))
                .on("POST", "/v1/chat/completions", openAi::chat)
                .on("POST", "/v1/completions", openAi::completion)
                .on("POST", "/v1/embeddings", embed::openAi)
                .on("POST", "/v1/audio/transcriptions", new TranscriptionHandler(state)::transcribe)
                .on("GET", "/v1/models", openAi::models)
                .on("GET", "/v1/models/{id}", openAi::model)
                .on("POST", "/v1/responses", fails(OllamaError.notDone("/v1/responses")))
                .on("POST", "/v1/messages", fails(OllamaError.notDone("/v1/messages")));
    }

    private static Consumer<Exchange> fails(OllamaError error) {
        return exchange -> {
            throw error;
        };
    }
}
