package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a statement gave.
 *
 * @param page how many rows
 * @param fresh how many of them an upsert inserted
 * @param first the first row, for the location of a new one
 * @param status what a function has set as the answer's status, or null
 */
record Result(String body, long page, long fresh, String first, String status, Map<String, String> headers) {
    private static final String EXTRAS = ", nullif(current_setting('response.status', true), '')"
            + ", nullif(current_setting('response.headers', true), '')";

    /** Writes what comes after the rows, which are called pgrst_source. */
    static void finish(Sql sql, String body, String fresh) {
        sql.add(" select " + body + ", count(t), " + fresh + ", (json_agg(t) -> 0)::text" + EXTRAS);
        sql.add(" from pgrst_source as t");
    }

    static Result of(Connection connection, Sql sql) throws SQLException {
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            rows.next();
            return new Result(
                    rows.getString(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getString(4),
                    rows.getString(5),
                    headers(rows.getString(6)));
        }
    }

    /** Gives an answer the status and headers that a function or trigger has set. */
    Reply shape(Reply reply) {
        headers.forEach(reply::with);
        if (status == null) {
            return reply;
        }
        if (!status.matches("[1-5]\\d\\d")) {
            throw new RestError(500, "PGRST112", "response.status guc must be a valid status code");
        }
        return new Reply(Integer.parseInt(status), reply.contentType(), reply.body(), reply.headers());
    }

    /** The answer's headers as a function set them: a list of objects with one field each. */
    private static Map<String, String> headers(String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            var headers = new LinkedHashMap<String, String>();
            for (JsonNode one : Json.parse(json)) {
                one.fields()
                        .forEachRemaining(
                                f -> headers.put(f.getKey(), f.getValue().asText()));
            }
            return headers;
        } catch (UncheckedIOException e) {
            throw new RestError(
                    500,
                    "PGRST111",
                    "response.headers guc must be a JSON array composed of objects with a"
                            + " single key and a string value");
        }
    }
}
