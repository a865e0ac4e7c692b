package dev.serai.support.vector;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document as it was ingested.
 *
 * @param checksum of its bytes, its metadata and of how it was cut: when it is the same, ingesting again changes nothing
 */
public record SourceState(String source, String checksum, int chunks, Instant ingested, Map<String, Object> metadata) {

    public SourceState {
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
