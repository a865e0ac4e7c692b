package dev.serai.offline.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request as the server saw it, and how it ended. */
public final class ReceivedRequest {
    /** How an exchange ended. */
    public enum Ending {
        /** The answer has not ended yet. */
        WAITING,
        /** The server sent the whole answer. */
        ANSWERED,
        /** The client went away before the answer was whole. */
        CANCELLED,
        /** The server closed the connection, as its script said. */
        CUT
    }

    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;
    private volatile String body = "";
    private volatile Ending ending = Ending.WAITING;
    private volatile int status;

    ReceivedRequest(String method, String path, Map<String, List<String>> headers) {
        this.method = method;
        this.path = path;
        this.headers = headers;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** All headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    public String body() {
        return body;
    }

    /** The body as JSON; a missing node where the body is no JSON. */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (UncheckedIOException e) {
            return MissingNode.getInstance();
        }
    }

    public Ending ending() {
        return ending;
    }

    public boolean cancelled() {
        return ending == Ending.CANCELLED;
    }

    /** The status that was sent, or 0 where none was. */
    public int status() {
        return status;
    }

    void body(String text) {
        body = text;
    }

    void status(int value) {
        status = value;
    }

    void end(Ending value) {
        ending = value;
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + ending + (status == 0 ? "" : " " + status);
    }
}
