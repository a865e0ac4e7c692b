package dev.serai.support.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of a document that was found for a question.
 *
 * @param id names the piece in its collection; null when it comes from elsewhere
 * @param source names the document it is a piece of: a path, a URL, an identifier; null when unknown
 * @param score how well it fits, higher is better
 * @param metadata what is known about the document and the place in it
 */
public record Passage(String id, String source, String text, double score, Map<String, Object> metadata) {

    public Passage {
        text = text == null ? "" : text;
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
