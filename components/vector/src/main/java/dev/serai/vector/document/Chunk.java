package dev.serai.vector.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of a document that is searched as one.
 *
 * @param metadata where it begins: {@code headings} ("A > B"), {@code page}, and {@code rows} ("12-30", counted from 1
 *     below the table's header), each only where it is known
 */
public record Chunk(String text, Map<String, Object> metadata) {

    public Chunk {
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
