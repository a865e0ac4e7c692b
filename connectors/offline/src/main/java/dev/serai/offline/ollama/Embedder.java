package dev.serai.offline.ollama;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real embeddings, computed on one thread that all servers of a JVM share and that ends when it idles. */
final class Embedder {
    static final int DIMENSIONS = 384;
    static final int MAX_TOKENS = 512;

    /** The marks at both ends of a text count too. */
    private static final int MARKS = 2;

    private static final Executor WORKER = worker();

    /** Vectors and what they cost; tooLong means that a text did not fit and could not be cut. */
    record Result(List<float[]> vectors, int tokens, boolean tooLong) {}

    private Embedder() {}

    static CompletableFuture<Result> embed(List<String> texts, boolean truncate) {
        return CompletableFuture.supplyAsync(() -> compute(texts, truncate), WORKER);
    }

    /** Keeps the first dimensions and brings the rest back to length one. */
    static float[] shorten(float[] vector, int dimensions) {
        if (dimensions <= 0 || dimensions >= vector.length) {
            return vector;
        }
        var sum = 0.0;
        for (var i = 0; i < dimensions; i++) {
            sum += vector[i] * vector[i];
        }
        var norm = Math.sqrt(sum);
        var shorter = new float[dimensions];
        for (var i = 0; i < dimensions; i++) {
            shorter[i] = (float) (vector[i] / norm);
        }
        return shorter;
    }

    private static Result compute(List<String> texts, boolean truncate) {
        var vectors = new ArrayList<float[]>();
        var tokens = 0;
        for (var text : texts) {
            // The library refuses blank texts, the real server does not.
            var readable = text.isBlank() ? "." : text;
            var length = Lazy.TOKENS.estimateTokenCountInText(readable) + MARKS;
            if (length > MAX_TOKENS && !truncate) {
                return new Result(List.of(), 0, true);
            }
            vectors.add(Lazy.MODEL
                    .embedAll(List.of(TextSegment.from(readable)))
                    .content()
                    .get(0)
                    .vector());
            tokens += Math.min(length, MAX_TOKENS);
        }
        return new Result(vectors, tokens, false);
    }

    /** Loading takes seconds, so it waits for the first text. */
    private static final class Lazy {
        static final MiniLm MODEL = new MiniLm();
        static final HuggingFaceTokenCountEstimator TOKENS = new HuggingFaceTokenCountEstimator();
    }

    private static Executor worker() {
        var pool = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "stand-in-embedder");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
