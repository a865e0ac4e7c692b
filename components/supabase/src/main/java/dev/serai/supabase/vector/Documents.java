package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.StoredChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Rows for the table out of a message: maps, passages, chunks, texts, lists of these, or JSON. */
final class Documents {

    private final Integer dimensions;
    private final List<float[]> vectors;
    private final boolean vectorsApart;

    /**
     * @param vectors of the documents in their order; null where the documents hold them
     * @param dimensions null where only the server knows
     */
    private Documents(Object vectors, Integer dimensions) {
        this.dimensions = dimensions;
        this.vectorsApart = vectors != null;
        this.vectors = vectorsApart ? Vectors.several(vectors) : List.of();
    }

    static List<ObjectNode> of(Exchange exchange, Object vectors, Integer dimensions) {
        return new Documents(vectors, dimensions).rows(items(exchange, vectors != null));
    }

    private static List<?> items(Exchange exchange, boolean textsAreDocuments) {
        var body = exchange.getMessage().getBody();
        if (body instanceof Collection<?> several) {
            return new ArrayList<>(several);
        }
        if (body instanceof Map<?, ?>
                || body instanceof Passage
                || body instanceof StoredChunk
                || body instanceof ObjectNode
                || body instanceof String && textsAreDocuments) {
            return List.of(body);
        }
        if (body == null) {
            throw bad("the body is empty");
        }
        try {
            var json = body instanceof JsonNode node
                    ? node
                    : RestClient.tree(exchange.getMessage().getMandatoryBody(byte[].class));
            return json instanceof ArrayNode array ? array.valueStream().toList() : List.of(json);
        } catch (IOException | InvalidPayloadException e) {
            // The words of the cause quote the body.
            throw bad("the body is a " + body.getClass().getSimpleName() + " and no JSON");
        }
    }

    private List<ObjectNode> rows(List<?> items) {
        if (vectorsApart && vectors.size() != items.size()) {
            throw new SupabaseException(
                    VectorError.BAD_VECTOR,
                    "there are " + vectors.size() + " vectors for " + items.size() + " documents",
                    "Give as many vectors as documents, in the same order.",
                    null);
        }
        var rows = new ArrayList<ObjectNode>(items.size());
        for (int i = 0; i < items.size(); i++) {
            rows.add(row(items.get(i), i));
        }
        return rows;
    }

    private ObjectNode row(Object item, int index) {
        if (item instanceof StoredChunk chunk) {
            return row(Json.object(), chunk.text(), named(chunk.metadata(), chunk.source()), chunk.vector(), index);
        }
        if (item instanceof Passage passage) {
            return row(Json.object(), passage.text(), named(passage.metadata(), passage.source()), null, index);
        }
        if (item instanceof String text) {
            return row(Json.object(), text, Map.of(), null, index);
        }
        if (item instanceof Map<?, ?> || item instanceof ObjectNode) {
            return row(tree(item), index);
        }
        throw bad("document " + index + " is a "
                + (item == null ? "null" : item.getClass().getSimpleName()));
    }

    /** What has other names stays: these are columns of the user's own. */
    private ObjectNode row(ObjectNode given, int index) {
        var content = take(given, "content", "text", "pageContent");
        var metadata = take(given, "metadata");
        var vector = take(given, "embedding", "vector");
        if (content == null || !content.isTextual()) {
            throw bad("document " + index + " has no text under content");
        }
        if (metadata != null && !metadata.isObject()) {
            throw bad("the metadata of document " + index + " are no map");
        }
        return row(given, content.textValue(), metadata == null ? Map.of() : metadata, vector, index);
    }

    private ObjectNode row(ObjectNode row, String content, Object metadata, Object ownVector, int index) {
        row.put("content", Storable.of(content));
        row.set(
                "metadata",
                metadata instanceof JsonNode node ? Keepable.metadata(node) : Keepable.metadata((Map<?, ?>) metadata));
        var vector = vectorsApart ? vectors.get(index) : ownVector;
        if (vector == null) {
            throw new SupabaseException(VectorError.BAD_VECTOR, "document " + index + " has no vector");
        }
        return row.put("embedding", Vectors.literal(Vectors.one(vector), dimensions));
    }

    private static JsonNode take(ObjectNode row, String... names) {
        for (var name : names) {
            var value = row.remove(name);
            if (value != null && !(value instanceof NullNode)) {
                return value;
            }
        }
        return null;
    }

    private static ObjectNode tree(Object item) {
        try {
            return item instanceof ObjectNode node ? node.deepCopy() : (ObjectNode) Json.tree(item);
        } catch (IllegalArgumentException e) {
            throw bad("a document is a map that no JSON can be made from");
        }
    }

    /** The table has no column for the source: tools keep it among the metadata. */
    private static Map<String, Object> named(Map<String, Object> metadata, String source) {
        if (source == null || metadata.containsKey("source")) {
            return metadata;
        }
        var named = new LinkedHashMap<>(metadata);
        named.put("source", source);
        return named;
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(VectorError.BAD_DOCUMENT, fact);
    }
}
