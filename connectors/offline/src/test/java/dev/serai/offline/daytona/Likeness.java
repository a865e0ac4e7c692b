package dev.serai.offline.daytona;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Compares an answer with a recorded one: all fields, their types, and values that don't vary. */
final class Likeness {
    private static final Set<String> VARYING = Set.of(
            "timestamp", "modTime", "modifiedAt", "dir", "cmdId", "id", "hash", "createdAt", "size", "owner", "group");

    private final boolean values;
    private final List<String> differences;

    /**
     * Compares into a list.
     *
     * @param values whether values count; otherwise only what was recorded must be there, and more may be
     */
    Likeness(boolean values, List<String> differences) {
        this.values = values;
        this.differences = differences;
    }

    void compare(String where, JsonNode recorded, JsonNode answer) {
        if (recorded.isObject() && answer.isObject()) {
            recorded.fields().forEachRemaining(field -> {
                if (!answer.has(field.getKey())) {
                    differences.add(where + " has no " + field.getKey());
                } else if (!VARYING.contains(field.getKey())
                        || !field.getValue().isValueNode()) {
                    compare(where + "." + field.getKey(), field.getValue(), answer.get(field.getKey()));
                } else {
                    sameType(where + "." + field.getKey(), field.getValue(), answer.get(field.getKey()));
                }
            });
            if (values) {
                answer.fieldNames().forEachRemaining(name -> {
                    if (!recorded.has(name)) {
                        differences.add(where + " has " + name + " too");
                    }
                });
            }
        } else if (recorded.isArray() && answer.isArray()) {
            if (values && recorded.size() != answer.size()) {
                differences.add(where + " has " + answer.size() + " elements instead of " + recorded.size());
            }
            for (var i = 0; i < Math.min(recorded.size(), answer.size()); i++) {
                compare(where + "[" + i + "]", recorded.get(i), answer.get(i));
            }
        } else if (sameType(where, recorded, answer) && values && !recorded.equals(answer)) {
            differences.add(where + " is " + answer + " instead of " + recorded);
        }
    }

    private boolean sameType(String where, JsonNode recorded, JsonNode answer) {
        if (recorded.getNodeType() != answer.getNodeType()) {
            differences.add(where + " is " + answer + " instead of " + recorded);
            return false;
        }
        return true;
    }
}
