package dev.serai.offline.daytona.wire;

import java.util.Locale;
import java.util.Map;

/** An answer other than the one hoped for. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Payload Too Large"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"));
    /** How the toolbox begins the messages of these. */
    private static final Map<Integer, String> BEGINNINGS = Map.of(
            400, "bad request: ",
            401, "unauthorized: ",
            403, "forbidden: ",
            404, "not found: ",
            408, "request timeout: ",
            409, "conflict: ",
            410, "gone: ");

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    public static Refusal of(int status, String message) {
        return new Refusal(status, message, Map.of());
    }

    public static Refusal of(int status, String message, Map<String, String> headers) {
        return new Refusal(status, message, headers);
    }

    public static Refusal badRequest(String message) {
        return of(400, message);
    }

    public static Refusal notFound(String message) {
        return of(404, message);
    }

    public static Refusal conflict(String message) {
        return of(409, message);
    }

    /** Answered without a body, as the toolbox does for files. */
    public static Refusal silent(int status) {
        return new Refusal(status, null, Map.of());
    }

    public static Refusal notDone(String name) {
        return of(501, "the stand-in does not do this: " + name);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public boolean isSilent() {
        return getMessage() == null;
    }

    /** The status in words. */
    public String reason() {
        return REASONS.getOrDefault(status, "Error");
    }

    /** The status in words as the toolbox writes it. */
    public String code() {
        return reason().toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    public String toolboxMessage() {
        return BEGINNINGS.getOrDefault(status, "") + getMessage();
    }
}
