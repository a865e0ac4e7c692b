package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads n8n's ways to write lists of names. */
final class Lists {

    private Lists() {}

    /** {@code "a, b"} or a list of texts as one text. */
    static String names(JsonNode value) {
        if (!value.isArray()) {
            return value.asText("");
        }
        var names = new ArrayList<String>();
        value.forEach(one -> names.add(one.asText("")));
        return String.join(",", names);
    }

    static String joined(JsonNode list, Function<JsonNode, String> text) {
        var texts = new ArrayList<String>();
        list.forEach(one -> {
            var made = text.apply(one);
            if (!made.isBlank()) {
                texts.add(made);
            }
        });
        return String.join(",", texts);
    }

    static List<JsonNode> of(JsonNode list) {
        var all = new ArrayList<JsonNode>();
        list.forEach(all::add);
        return all;
    }
}
