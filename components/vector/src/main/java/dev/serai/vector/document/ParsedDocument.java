package dev.serai.vector.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a document.
 *
 * @param title what the document calls itself, else its first heading, else its file name, else null
 * @param mediaType what it was read as
 * @param sections in the order of the document
 * @param metadata what the format tells besides, for example {@code pages}, {@code sheets}, {@code author}
 * @param rows of CSV files and workbooks: header to value, numbers as numbers, null for an empty cell; otherwise empty
 */
public record ParsedDocument(
        String title,
        String mediaType,
        List<Section> sections,
        Map<String, Object> metadata,
        List<Map<String, Object>> rows) {

    public ParsedDocument {
        sections = List.copyOf(sections);
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        rows = rows == null ? List.of() : List.copyOf(rows);
    }
}
