package dev.serai.vector.lucene;

import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorStore;
import dev.serai.vector.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stores with threads of their own, for tests, and chunks to put into them. */
final class Stores implements AutoCloseable {

    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final LuceneStoreFactory factory = new LuceneStoreFactory(new Workers(readers), writers);

    VectorStore store(Path directory) {
        return factory.create(null, "things", Map.of("directory", directory.toString()));
    }

    @Override
    public void close() {
        readers.shutdown();
        writers.shutdown();
    }

    static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    static SourceState state(String source, String checksum, int chunks) {
        return new SourceState(source, checksum, chunks, Instant.EPOCH, Map.of());
    }

    static StoredChunk chunk(String source, int position, String text, float[] vector, Map<String, Object> metadata) {
        return new StoredChunk(source + "-" + position, source, position, text, vector, metadata);
    }

    /** A document of so many chunks with random vectors. */
    static List<StoredChunk> document(String source, int chunks, int dimensions) {
        var random = new Random(source.hashCode());
        var all = new ArrayList<StoredChunk>();
        for (int i = 0; i < chunks; i++) {
            all.add(chunk(source, i, "piece " + i + " of " + source, unit(random, dimensions), Map.of("place", i)));
        }
        return all;
    }

    static float[] unit(Random random, int dimensions) {
        var vector = new float[dimensions];
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
