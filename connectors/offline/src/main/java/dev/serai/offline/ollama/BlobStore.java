package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Uploaded files by digest, in memory. */
final class BlobStore {
    private static final int MOST_BYTES = 64 << 20;

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    byte[] get(String digest) {
        return blobs.get(digest);
    }

    Set<String> digests() {
        return blobs.keySet();
    }

    void clear() {
        blobs.clear();
    }

    void head(Exchange exchange) {
        exchange.sendEmpty(blobs.containsKey(exchange.parameter("digest")) ? 200 : 404);
    }

    void upload(Exchange exchange) {
        var expected = exchange.parameter("digest");
        if (blobs.containsKey(expected)) {
            exchange.sendEmpty(200);
            return;
        }
        if (blobs.values().stream().mapToLong(b -> b.length).sum() + exchange.body().length > MOST_BYTES) {
            throw OllamaError.notDone("more than " + (MOST_BYTES >> 20) + " MiB of uploaded files");
        }
        var actual = Digests.of(exchange.body());
        if (!actual.equals(expected)) {
            throw OllamaError.badRequest("digest mismatch, expected \"" + expected + "\", got \"" + actual + "\"");
        }
        blobs.put(expected, exchange.body());
        exchange.sendEmpty(201);
    }
}
