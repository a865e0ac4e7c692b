package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a JSON value looks like apart from its values: the keys, and the types behind them. */
final class JsonShape {
    private JsonShape() {}

    static String of(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.fields().forEachRemaining(e -> fields.put(e.getKey(), of(e.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            var elements = new TreeSet<String>();
            node.forEach(e -> elements.add(of(e)));
            return elements.toString();
        }
        return node.getNodeType().toString();
    }
}
