package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What every model server does, whichever API it speaks. No thread waits for an answer. */
public interface ModelServer {

    CompletableFuture<Answer> chat(ChatCall call);

    /** Completes with the first delta, so that a server that fails before it is a failed call. */
    CompletableFuture<ChatStream> stream(ChatCall call);

    CompletableFuture<Answer> generate(GenerateCall call);

    /** Completes with the first delta, as {@link #stream(ChatCall)} does. */
    CompletableFuture<ChatStream> stream(GenerateCall call);

    CompletableFuture<Embeddings> embed(EmbedCall call);

    /** The models on the server, each with at least {@code name}. */
    CompletableFuture<List<Map<String, Object>>> models();

    /** The server's whole answer, with at least {@code text}. */
    CompletableFuture<JsonNode> transcribe(TranscribeCall call);
}
