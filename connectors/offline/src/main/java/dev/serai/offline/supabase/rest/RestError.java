package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.Map;

/** What a request is refused with. */
final class RestError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient JsonNode details;
    private final String hint;
    private transient Map<String, String> headers = Map.of();

    RestError(int status, String code, String message, String details, String hint) {
        this(status, code, message, Json.MAPPER.valueToTree(details), hint);
    }

    RestError(int status, String code, String message, JsonNode details, String hint) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.hint = hint;
    }

    RestError(int status, String code, String message) {
        this(status, code, message, (String) null, null);
    }

    /** A part of the query string that is no part of the dialect. */
    static RestError unreadable(String what, String text, int column, String expected) {
        var found = column < text.length() ? "unexpected \"" + text.charAt(column) + "\"" : "unexpected end of input";
        return new RestError(
                400,
                "PGRST100",
                "\"failed to parse " + what + " (" + text + ")\" (line 1, column " + (column + 1) + ")",
                found + " expecting " + expected,
                null);
    }

    static RestError notDone(String what) {
        return new RestError(501, "STANDIN", "the stand-in does not do " + what);
    }

    RestError with(Map<String, String> more) {
        headers = more;
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    ObjectNode body() {
        return Json.object()
                .put("code", code)
                .<ObjectNode>set("details", details)
                .put("hint", hint)
                .put("message", getMessage());
    }
}
