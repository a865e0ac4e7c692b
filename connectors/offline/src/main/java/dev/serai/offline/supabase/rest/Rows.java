package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rows of a body.
 *
 * @param json as PostgreSQL will read it; numbers keep all their digits
 * @param names the names that each row has
 */
record Rows(String json, boolean list, boolean empty, Set<String> names) {
    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    static Rows read(String contentType, String body, boolean sameNames) {
        var type = contentType == null
                ? "application/json"
                : contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/json", "application/vnd.pgrst.object+json", "" -> json(body, sameNames);
            case "text/csv" -> of(Json.write(csv(body)), csv(body), sameNames);
            case "application/x-www-form-urlencoded" -> {
                var object = Json.object();
                Query.parse(body).parameters().forEach(p -> object.put(p.name(), p.value()));
                yield of(Json.write(object), object, sameNames);
            }
            default -> throw new RestError(400, "PGRST102", "Content-Type not acceptable: " + type);
        };
    }

    private static Rows json(String body, boolean sameNames) {
        JsonNode tree;
        try {
            tree = READER.readTree(body);
        } catch (IOException e) {
            throw unreadable();
        }
        if (tree == null || !tree.isContainerNode()) {
            throw unreadable();
        }
        return of(body, tree, sameNames);
    }

    private static RestError unreadable() {
        return new RestError(400, "PGRST102", "Empty or invalid json");
    }

    private static Rows of(String json, JsonNode tree, boolean sameNames) {
        Set<String> names = null;
        for (var row : tree.isArray() ? tree : List.of(tree)) {
            var own = new LinkedHashSet<String>();
            row.fieldNames().forEachRemaining(own::add);
            if (!row.isObject() || sameNames && names != null && !names.equals(own)) {
                throw new RestError(400, "PGRST102", "All object keys must match");
            }
            names = names == null ? own : names;
        }
        return new Rows(json, tree.isArray(), tree.isArray() && tree.isEmpty(), names == null ? Set.of() : names);
    }

    private static JsonNode csv(String text) {
        var lines = lines(text);
        var rows = Json.array();
        for (var i = 1; i < lines.size(); i++) {
            if (lines.get(i).size() != lines.get(0).size()) {
                throw new RestError(400, "PGRST102", "All lines must have same number of fields");
            }
            var row = rows.addObject();
            for (var j = 0; j < lines.get(i).size(); j++) {
                var value = lines.get(i).get(j);
                row.put(lines.get(0).get(j), value.equals("NULL") ? null : value);
            }
        }
        return rows;
    }

    private static List<List<String>> lines(String text) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || c != ',' && c != '\n' && c != '\r') {
                value.append(c);
            } else if (c != '\r') {
                line.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            }
        }
        if (!line.isEmpty() || value.length() > 0) {
            line.add(value.toString());
            lines.add(List.copyOf(line));
        }
        if (lines.isEmpty()) {
            throw new RestError(400, "PGRST102", "not enough input");
        }
        return lines;
    }
}
