package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Where two JSON values differ; the order of fields and the way a number is written do not count. */
final class JsonDiff {

    private final List<String> differences = new ArrayList<>();

    private JsonDiff() {}

    /** The pointers to fields that are {@code more}, {@code missing} or {@code other} in the second value. */
    static List<String> between(String recorded, String sent) {
        try {
            var diff = new JsonDiff();
            diff.compare("", Json.read(recorded), Json.read(sent));
            return diff.differences;
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + recorded + " / " + sent, e);
        }
    }

    private void compare(String at, JsonNode recorded, JsonNode sent) {
        if (recorded.isObject() && sent.isObject()) {
            recorded.fieldNames().forEachRemaining(name -> {
                if (sent.has(name)) {
                    compare(at + "/" + name, recorded.get(name), sent.get(name));
                } else {
                    differences.add("missing " + at + "/" + name);
                }
            });
            sent.fieldNames().forEachRemaining(name -> {
                if (!recorded.has(name)) {
                    differences.add("more " + at + "/" + name);
                }
            });
        } else if (recorded.isArray() && sent.isArray() && recorded.size() == sent.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                compare(at + "/" + i, recorded.get(i), sent.get(i));
            }
        } else if (recorded.isNumber() && sent.isNumber()) {
            if (recorded.decimalValue().compareTo(sent.decimalValue()) != 0) {
                differences.add("other " + at);
            }
        } else if (!recorded.equals(sent)) {
            differences.add("other " + at);
        }
    }
}
