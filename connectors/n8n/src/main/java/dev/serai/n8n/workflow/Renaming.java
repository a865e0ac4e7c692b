package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.json.Json;
import java.util.Map;

/**
 * Expressions name nodes as n8n does. Where a name had to be written otherwise, such as one with a blank at its end or a
 * line's end in it, so are the expressions.
 */
public final class Renaming {

    private static final int LONGEST = 300;

    private Renaming() {}

    /** @param names what the expressions say, and what they are to say */
    public static Node of(Node node, Map<String, String> names) {
        return names.isEmpty() ? node : node.withParameters(renamed(node.parameters(), names));
    }

    /** Depth is bounded by the reader of the file. */
    private static JsonNode renamed(JsonNode value, Map<String, String> names) {
        if (value.isObject()) {
            var made = Json.object();
            value.fields().forEachRemaining(field -> made.set(field.getKey(), renamed(field.getValue(), names)));
            return made;
        }
        if (value.isArray()) {
            var made = Json.MAPPER.createArrayNode();
            value.forEach(one -> made.add(renamed(one, names)));
            return made;
        }
        return value.isTextual() && value.textValue().indexOf('$') >= 0
                ? TextNode.valueOf(renamed(value.textValue(), names))
                : value;
    }

    /** Each quote may begin a name, since an apostrophe before it is one too. */
    private static String renamed(String text, Map<String, String> names) {
        var made = new StringBuilder();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char quote = text.charAt(i);
            int end = "'\"`".indexOf(quote) < 0 ? -1 : end(text, i + 1, quote);
            var name = end < 0 ? null : names.get(text.substring(i + 1, end));
            if (name != null) {
                made.append(text, from, i + 1).append(name);
                from = end;
                i = end;
            }
        }
        return made.append(text, from, text.length()).toString();
    }

    private static int end(String text, int from, char quote) {
        for (int i = from; i < Math.min(text.length(), from + LONGEST); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }
}
