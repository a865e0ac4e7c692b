package dev.serai.supabase.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.camel.Headers;
import dev.serai.support.json.Json;
import java.util.Map;
import org.apache.camel.Exchange;

/** What the metadata of the meant documents must contain. */
final class Containment {

    private Containment() {}

    /** The filter of header or option, and besides it the values of the header for strangers' values. */
    static ObjectNode of(Exchange exchange, String option) {
        var words = Headers.get(exchange, SupabaseConstants.FILTER, String.class, option, Access::bad);
        var wanted = words == null || words.isBlank() ? Json.object() : read(words);
        var values = exchange.getMessage().getHeader(SupabaseConstants.FILTERS);
        if (values instanceof Map<?, ?> map) {
            map.forEach((name, value) -> add(wanted, String.valueOf(name), value));
        } else if (values != null) {
            throw Access.bad("header " + SupabaseConstants.FILTERS + " is no map");
        }
        var kept = (ObjectNode) Keepable.metadata(wanted);
        for (var part : kept.properties()) {
            if (hasEmpty(part.getValue())) {
                // Every list contains the empty one, and every map.
                throw bad("the value for '" + part.getKey() + "' is empty or has something empty in it");
            }
        }
        return kept;
    }

    private static ObjectNode read(String words) {
        try {
            if (Json.read(words) instanceof ObjectNode object) {
                return object;
            }
            throw bad("the filter is no JSON object");
        } catch (JsonProcessingException e) {
            throw bad("the filter is no JSON");
        }
    }

    private static void add(ObjectNode wanted, String name, Object value) {
        if (value == null) {
            // A value that got lost must not widen what is hit.
            throw bad("the value for '" + name + "' is null");
        }
        if (wanted.has(name)) {
            // Else a message could put its own value in the place of the route's.
            throw bad("both the filter and the header " + SupabaseConstants.FILTERS + " say what '" + name + "' is");
        }
        try {
            wanted.set(name, Json.tree(value));
        } catch (IllegalArgumentException e) {
            throw bad("the value for '" + name + "' is nothing that JSON can hold");
        }
    }

    /** The depth is checked before. */
    private static boolean hasEmpty(JsonNode value) {
        if (!value.isContainerNode()) {
            return false;
        }
        return value.isEmpty() || value.valueStream().anyMatch(Containment::hasEmpty);
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(VectorError.BAD_FILTER, fact);
    }
}
