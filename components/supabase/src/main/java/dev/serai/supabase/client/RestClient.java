package dev.serai.supabase.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Tables and functions of the database over PostgREST.
 *
 * @param schema null for the server's first one
 */
public record RestClient(Gateway gateway, String schema) {

    /** The database's numerics have more digits than a double. */
    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};

    public CompletableFuture<HttpReply> send(RestRequest request, Credentials credentials) {
        var reads = request.method.equals("GET") || request.method.equals("HEAD");
        var call = gateway.call(request.method, request.pathAndQuery(), credentials)
                .header("Accept", request.accept)
                .repeatable(request.repeatable);
        if (schema != null) {
            call.header(reads ? "Accept-Profile" : "Content-Profile", schema);
        }
        if (!request.preferred().isEmpty()) {
            call.header("Prefer", request.preferred());
        }
        if (request.body != null) {
            call.json(request.body);
        }
        return gateway.send(built(call), credentials, new RestErrors(request.arguments));
    }

    private static HttpCall built(HttpCall.Builder call) {
        try {
            return call.build();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            throw new SupabaseException(SupabaseError.BAD_OPTION, String.valueOf(e.getMessage()));
        }
    }

    /** The rows of an answer. */
    public CompletableFuture<List<Map<String, Object>>> rows(RestRequest request, Credentials credentials) {
        return send(request, credentials).thenApply(RestClient::rows);
    }

    /** An answer's rows; none where it is empty, as after a write that gives nothing back. */
    public static List<Map<String, Object>> rows(HttpReply reply) {
        try {
            List<Map<String, Object>> rows =
                    reply.body().length == 0 ? List.of() : READER.forType(ROWS).readValue(reply.body());
            if (rows != null && rows.stream().allMatch(Objects::nonNull)) {
                return rows;
            }
        } catch (IOException e) {
            // reported below, without the words of the answer
        }
        throw unreadable("no list of rows");
    }

    /** An answer as maps, lists and plain values; null where it is empty. */
    public static Object value(HttpReply reply) {
        try {
            return reply.body().length == 0
                    ? null
                    : READER.forType(Object.class).readValue(reply.body());
        } catch (IOException e) {
            throw unreadable("no JSON");
        }
    }

    public static JsonNode tree(byte[] json) throws IOException {
        return READER.readTree(json);
    }

    /** The count behind the slash of {@code Content-Range: 0-4/5}; null where the server gives none. */
    public static Long total(HttpReply reply) {
        var range = reply.header("content-range").orElse("");
        var total = range.substring(range.indexOf('/') + 1);
        return total.matches("\\d{1,18}") ? Long.valueOf(total) : null;
    }

    private static SupabaseException unreadable(String what) {
        return new SupabaseException(TableError.UNREADABLE, "the answer of the REST service is " + what);
    }
}
