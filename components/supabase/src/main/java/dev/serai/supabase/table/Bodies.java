package dev.serai.supabase.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.JsonText;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Rows and arguments out of a message's body: maps, objects, lists of these, or JSON. */
final class Bodies {

    private Bodies() {}

    /** The body as JSON; null where there is none. */
    static JsonNode json(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (body == null || "".equals(body)) {
            return null;
        }
        try {
            if (body instanceof JsonNode node) {
                return node;
            }
            if (body instanceof CharSequence
                    || body instanceof byte[]
                    || body instanceof InputStream
                    || body instanceof Reader
                    || body instanceof StreamCache
                    || body instanceof WrappedFile
                    || body instanceof File
                    || body instanceof Path) {
                return RestClient.tree(JsonText.of(exchange.getMessage()));
            }
            return Json.tree(plain(body));
        } catch (IOException | IllegalArgumentException | InvalidPayloadException e) {
            // The words of the cause quote the body.
            throw bad("a " + body.getClass().getSimpleName() + " from which no JSON can be made");
        }
    }

    /** The rows of the body, each an object. */
    static List<ObjectNode> rows(JsonNode json) {
        if (json instanceof ObjectNode row) {
            return List.of(row);
        }
        if (!(json instanceof ArrayNode array)) {
            throw bad(json == null ? "empty, where rows are needed" : "neither a row nor a list of rows");
        }
        var rows = new ArrayList<ObjectNode>();
        for (var item : array) {
            if (!(item instanceof ObjectNode row)) {
                throw bad("a list whose item " + rows.size() + " is no row");
            }
            rows.add(row);
        }
        return rows;
    }

    static ObjectNode object(JsonNode json, String what) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw bad("no " + what);
    }

    /** Dates and times as PostgreSQL reads them. */
    static Object plain(Object value) {
        if (value instanceof TemporalAccessor) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((name, item) -> copy.put(String.valueOf(name), plain(item)));
            return copy;
        }
        if (value instanceof Iterable<?> items && !(value instanceof JsonNode) && !(value instanceof Path)) {
            var copy = new ArrayList<>();
            items.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        return value;
    }

    private static SupabaseException bad(String what) {
        return new SupabaseException(SupabaseError.BAD_BODY, "the body is " + what);
    }
}
