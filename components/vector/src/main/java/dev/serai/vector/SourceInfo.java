package dev.serai.vector;

import dev.serai.support.vector.SourceState;
import java.util.Map;

/**
 * A document in a collection.
 *
 * @param ingested when it was taken in, as in 2026-01-31T12:00:00Z
 */
public record SourceInfo(String source, int chunks, String ingested, String checksum, Map<String, Object> metadata) {

    static SourceInfo of(SourceState state) {
        return new SourceInfo(
                state.source(), state.chunks(), state.ingested().toString(), state.checksum(), state.metadata());
    }
}
