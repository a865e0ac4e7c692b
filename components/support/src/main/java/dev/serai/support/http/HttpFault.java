package dev.serai.support.http;

import dev.serai.support.error.Failures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Why an exchange has no reply. Nothing in it tells a secret: the URI is masked, and causes keep only their trace. */
public final class HttpFault extends IOException {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        UNKNOWN_HOST,
        REFUSED,
        CONNECT_TIMEOUT,
        FIRST_BYTE_TIMEOUT,
        IDLE_TIMEOUT,
        TOTAL_TIMEOUT,
        /** The connection ended before the response did. */
        CUT,
        TOO_LARGE,
        /** The address isn't one that this port may connect to. */
        EGRESS,
        CANCELLED,
        /** What came isn't HTTP, or the request can't be put as HTTP. */
        PROTOCOL;

        /** Whether the server can't have seen any part of the request. */
        boolean beforeConnection() {
            return this == UNKNOWN_HOST || this == REFUSED || this == CONNECT_TIMEOUT;
        }
    }

    private final Kind kind;
    private final URI uri;
    private final Duration limit;
    private final boolean nothingSent;

    public HttpFault(Kind kind, URI uri, Duration limit, boolean nothingSent, String message) {
        this(kind, uri, limit, nothingSent, message, null);
    }

    HttpFault(Kind kind, URI uri, Duration limit, boolean nothingSent, String message, Throwable cause) {
        super(message, cause == null ? null : Failures.masked(cause));
        this.kind = kind;
        this.uri = Redaction.uri(uri);
        this.limit = limit;
        this.nothingSent = nothingSent;
    }

    public Kind kind() {
        return kind;
    }

    /** What went wrong, in words about a server; other than the message they tell nothing of the request. */
    public String about(String server) {
        var within = limit == null ? "" : " within " + words(limit);
        return switch (kind) {
            case UNKNOWN_HOST -> "the host of " + server + " is not known";
            case REFUSED -> "nothing answers on " + server;
            case CONNECT_TIMEOUT -> server + " gave no connection" + within;
            case FIRST_BYTE_TIMEOUT -> server + " began no answer" + within;
            case IDLE_TIMEOUT -> server + " stopped in the middle and sent nothing more" + within;
            case TOTAL_TIMEOUT -> "the answer of " + server + " was not complete" + within;
            case CUT -> server + " closed the connection before the end";
            case TOO_LARGE -> "the answer of " + server + " is larger than allowed";
            case EGRESS -> getMessage();
            case CANCELLED -> "the request to " + server + " was cancelled";
            case PROTOCOL -> server + " does not speak HTTP as it should";
        };
    }

    /** A limit as people say it. */
    static String words(Duration limit) {
        var millis = limit.toMillis();
        return millis % 1000 == 0 ? limit.toSeconds() + " s" : millis + " ms";
    }

    /** Where the request went, with user info and secret-like query values masked. */
    public URI uri() {
        return uri;
    }

    /** The limit that was passed, or null if the fault isn't about one in time. */
    public Duration limit() {
        return limit;
    }

    /** True if no byte of the request can have reached the server; false if some may have. */
    public boolean nothingSent() {
        return nothingSent;
    }
}
