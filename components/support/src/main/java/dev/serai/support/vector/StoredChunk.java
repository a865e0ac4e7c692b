package dev.serai.support.vector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of a document with its vector.
 *
 * @param source names the document; never null
 * @param position the place in the document, counted from 0
 * @param vector of length 1
 */
public record StoredChunk(
        String id, String source, int position, String text, float[] vector, Map<String, Object> metadata) {

    public StoredChunk {
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
