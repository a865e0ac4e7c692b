package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Storable;
import java.util.Map;

/** What the database can keep: no NUL, no halves of characters, and metadata that it can be searched by. */
final class Keepable {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 8;

    /** An index takes no more than some 2,700 bytes. */
    private static final int LONGEST_NAME = 500;

    private int count;

    private Keepable() {}

    /** A name that an index has to hold. */
    static String name(String what, String name) {
        if (name != null && name.length() > LONGEST_NAME) {
            throw bad(what + " has " + name.length() + " characters, more than " + LONGEST_NAME + ": '"
                    + name.substring(0, 40) + "...'");
        }
        return Storable.of(name);
    }

    static JsonNode metadata(Map<?, ?> metadata) {
        try {
            return metadata(Json.tree(metadata));
        } catch (IllegalArgumentException e) {
            throw bad("metadata are nothing that JSON can hold");
        }
    }

    static JsonNode metadata(JsonNode metadata) {
        return new Keepable().copy(metadata, 0);
    }

    private JsonNode copy(JsonNode node, int depth) {
        // The object itself is the first level, and not counted.
        if (++count > MOST + 1 || depth > DEEPEST + 1) {
            throw bad("the metadata of a document have more than " + MOST + " values or " + DEEPEST + " levels");
        }
        if (node instanceof ObjectNode object) {
            var copy = Json.object();
            object.properties()
                    .forEach(entry -> copy.set(Storable.of(entry.getKey()), copy(entry.getValue(), depth + 1)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = Json.MAPPER.createArrayNode();
            array.forEach(item -> copy.add(copy(item, depth + 1)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(Storable.of(node.textValue())) : node;
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(VectorError.BAD_DOCUMENT, fact, "Keep less beside the text.", null);
    }
}
