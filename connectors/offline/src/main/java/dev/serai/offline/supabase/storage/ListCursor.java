package dev.serai.offline.supabase.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;

/**
 * Where a page begins.
 *
 * @param name the last key of the page before, or null
 * @param column what is sorted by
 * @param value the column's value there, where it isn't the name
 */
record ListCursor(String name, String column, boolean descending, String value) {
    ListCursor after(Listing.Entry last) {
        return new ListCursor(last.name(), column, descending, last.sorted());
    }

    String encode() {
        var text = new StringBuilder("l:").append(name);
        if (descending || !column.equals("name")) {
            text.append("\no:")
                    .append(descending ? "desc" : "asc")
                    .append("\nc:")
                    .append(column);
        }
        if (!column.equals("name")) {
            text.append("\na:").append(value);
        }
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ListCursor parse(String cursor) {
        var parts = new HashMap<String, String>();
        try {
            for (var line : new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n")) {
                var colon = line.indexOf(':');
                parts.put(line.substring(0, Math.max(0, colon)), line.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw StorageError.parameter("Invalid cursor");
        }
        var column = parts.getOrDefault("c", "name");
        var byName = column.equals("name");
        if (!parts.containsKey("l") || !ListHandlers.knows(column) || byName == parts.containsKey("a")) {
            throw StorageError.parameter("Invalid cursor");
        }
        return new ListCursor(parts.get("l"), column, "desc".equals(parts.get("o")), parts.get("a"));
    }
}
