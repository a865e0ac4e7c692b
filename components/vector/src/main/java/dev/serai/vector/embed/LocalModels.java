package dev.serai.vector.embed;

import dev.serai.vector.Workers;
import dev.serai.vector.document.TokenCounter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Loads each local model once, when it is first needed. */
public final class LocalModels {

    private final Workers workers;
    private final Map<LocalModel, CompletableFuture<OnnxEncoder>> encoders = new ConcurrentHashMap<>();
    private CompletableFuture<TokenCounter> counter;

    public LocalModels(Workers workers) {
        this.workers = workers;
    }

    CompletableFuture<OnnxEncoder> encoder(LocalModel model) {
        return encoders.compute(
                model,
                (key, known) -> known != null && !known.isCompletedExceptionally()
                        ? known
                        : workers.call(() -> new OnnxEncoder(key)));
    }

    /** Counts as the default model does; near enough for models that are reached through endpoints. */
    public synchronized CompletableFuture<TokenCounter> tokenCounter() {
        if (counter == null || counter.isCompletedExceptionally()) {
            counter = workers.call(() -> OnnxEncoder.words(LocalModel.ALL_MINILM)::count);
        }
        return counter;
    }
}
