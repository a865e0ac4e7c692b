package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Json;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.util.PSQLException;

/** Turns PostgreSQL's errors into those of the API. */
final class SqlErrors {
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("08", 503),
            Map.entry("09", 500),
            Map.entry("0L", 403),
            Map.entry("0P", 403),
            Map.entry("23503", 409),
            Map.entry("23505", 409),
            Map.entry("25006", 405),
            Map.entry("25", 500),
            Map.entry("28", 403),
            Map.entry("2D", 500),
            Map.entry("38", 500),
            Map.entry("39", 500),
            Map.entry("3B", 500),
            Map.entry("40", 500),
            Map.entry("53400", 500),
            Map.entry("53", 503),
            Map.entry("54", 500),
            Map.entry("55", 500),
            Map.entry("57P01", 503),
            Map.entry("57", 500),
            Map.entry("58", 500),
            Map.entry("F0", 500),
            Map.entry("HV", 500),
            Map.entry("P0001", 400),
            Map.entry("P0", 500),
            Map.entry("XX", 500),
            Map.entry("42883", 404),
            Map.entry("42P01", 404),
            Map.entry("42P17", 500));

    private SqlErrors() {}

    static RestError of(SQLException e, boolean anonymous) {
        var state = e.getSQLState() == null ? "XX000" : e.getSQLState();
        var server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null) {
            return new RestError(
                    503, "PGRST001", "Database client error. Retrying the connection.", e.getMessage(), null);
        }
        if (state.equals("PGRST")) {
            return raised(server.getMessage(), server.getDetail());
        }
        var error = new RestError(
                status(state, anonymous), state, server.getMessage(), server.getDetail(), server.getHint());
        return error.status() == 401 ? error.with(Map.of("WWW-Authenticate", "Bearer")) : error;
    }

    private static int status(String state, boolean anonymous) {
        if (state.equals("42501")) {
            return anonymous ? 401 : 403;
        }
        if (state.matches("PT[1-5]\\d\\d")) {
            return Integer.parseInt(state.substring(2));
        }
        var exact = STATUSES.get(state);
        return exact == null ? STATUSES.getOrDefault(state.substring(0, 2), 400) : exact;
    }

    /** A function may raise a whole answer: its message is the body, its detail status and headers. */
    private static RestError raised(String message, String detail) {
        try {
            var body = Json.parse(message);
            var head = Json.parse(detail == null ? "" : detail);
            if (head.path("status").canConvertToInt() && body.hasNonNull("code") && body.hasNonNull("message")) {
                var headers = new LinkedHashMap<String, String>();
                head.path("headers")
                        .fields()
                        .forEachRemaining(
                                f -> headers.put(f.getKey(), f.getValue().asText()));
                return new RestError(
                                head.get("status").asInt(),
                                body.get("code").asText(),
                                body.get("message").asText(),
                                Json.text(body, "details"),
                                Json.text(body, "hint"))
                        .with(headers);
            }
        } catch (UncheckedIOException e) {
            return unparsable(detail);
        }
        return unparsable(detail);
    }

    private static RestError unparsable(String detail) {
        return new RestError(
                500,
                "PGRST121",
                "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error",
                "Invalid JSON value for MESSAGE or DETAIL: " + detail,
                null);
    }
}
