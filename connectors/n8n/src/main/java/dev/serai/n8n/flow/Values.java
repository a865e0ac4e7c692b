package dev.serai.n8n.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Reads what steps of items: leave in messages, without knowing their classes. */
final class Values {

    private Values() {}

    /** The evaluated parameters of the node. */
    static Map<?, ?> parameters(Exchange exchange) {
        return exchange.getVariable("p") instanceof Map<?, ?> map ? map : Map.of();
    }

    static String text(Map<?, ?> map, String name) {
        var value = map.get(name);
        return value == null ? "" : value instanceof String text ? text : Json.text(value);
    }

    /** The values of an object or of a list, in their order. */
    static Collection<?> values(Object value) {
        return value instanceof Map<?, ?> map ? map.values() : value instanceof Collection<?> list ? list : List.of();
    }

    /** The fields of items. */
    static List<JsonNode> json(Object body) {
        var tree = body instanceof JsonNode node ? node : Json.tree(body);
        var all = new ArrayList<JsonNode>();
        if (tree.isArray()) {
            tree.forEach(one -> all.add(fields(one)));
        } else if (!tree.isNull()) {
            all.add(fields(tree));
        }
        return all;
    }

    private static JsonNode fields(JsonNode item) {
        return item.has("json") && item.has("binary") ? item.get("json") : item;
    }

    static List<?> list(Object body) {
        return body instanceof List<?> list ? list : body == null ? List.of() : List.of(body);
    }
}
