package dev.serai.vector.embed;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Embeds many texts, some at a time. */
public final class Batches {

    private Batches() {}

    /** @param underWay how many batches the embedder has at a time */
    public static CompletableFuture<List<float[]>> embed(
            Embedder embedder, List<String> texts, int size, int underWay, Executor executor) {
        var vectors = new float[texts.size()][];
        int batches = (texts.size() + size - 1) / size;
        return Lanes.run(batches, underWay, executor, batch -> {
                    int from = batch * size;
                    var part = texts.subList(from, Math.min(texts.size(), from + size));
                    return embedder.embed(part, Embedder.Purpose.PASSAGE).thenAccept(answer -> {
                        for (int i = 0; i < part.size(); i++) {
                            vectors[from + i] = answer.get(i);
                        }
                    });
                })
                .thenApply(nothing -> Arrays.asList(vectors));
    }
}
