package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what functions answer. */
final class Passages {

    private Passages() {}

    /** An answer as JSON; a missing node where it is empty. */
    static JsonNode json(HttpReply reply, String function) {
        try {
            return Json.read(reply.body());
        } catch (IOException e) {
            throw unreadable(function, "what is no JSON");
        }
    }

    static List<ObjectNode> rows(JsonNode answer, String function) {
        var rows = new ArrayList<ObjectNode>();
        if (!answer.isArray()) {
            throw unreadable(function, "no list");
        }
        for (var item : answer) {
            if (!(item instanceof ObjectNode row)) {
                throw unreadable(function, "a list with something else than rows");
            }
            rows.add(row);
        }
        return rows;
    }

    static long number(JsonNode answer, String function) {
        if (!answer.canConvertToExactIntegral()) {
            throw unreadable(function, "no number");
        }
        return answer.longValue();
    }

    /** Passages with their scores; what has none, such as a vector of zeros, fits nothing. */
    static List<Passage> of(JsonNode answer, String function) {
        return rows(answer, function).stream()
                .filter(row -> row.path("score").isNumber())
                .map(row -> new Passage(
                        text(row, "id"),
                        text(row, "source"),
                        text(row, "text"),
                        row.path("score").doubleValue(),
                        metadata(row)))
                .toList();
    }

    /** The rows of a function such as match_documents. */
    static List<Passage> matches(JsonNode answer, String function) {
        return rows(answer, function).stream()
                .map(row -> {
                    if (!row.has("content") || !row.has("similarity")) {
                        throw unreadable(function, "rows without content or similarity");
                    }
                    return row;
                })
                .filter(row -> row.path("similarity").isNumber())
                .map(row -> new Passage(
                        text(row, "id"),
                        source(row),
                        text(row, "content"),
                        row.path("similarity").doubleValue(),
                        metadata(row)))
                .toList();
    }

    /** What the tools that fill such tables call the document. */
    private static String source(JsonNode row) {
        for (var name : List.of("file_title", "file_id", "source")) {
            var told = text(row.path("metadata"), name);
            if (told != null) {
                return told;
            }
        }
        return null;
    }

    static Map<String, Object> metadata(JsonNode row) {
        var metadata = row.path("metadata");
        return metadata.isObject() ? Json.map(metadata) : Map.of();
    }

    static String text(JsonNode row, String name) {
        var value = row.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    static SupabaseException unreadable(String function, String what) {
        return new SupabaseException(VectorError.UNREADABLE, "the function " + function + " answers " + what);
    }
}
