package dev.serai.support.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The server answered the request for a WebSocket with another status than 101. */
public final class SocketRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final URI uri;
    private final String retryAfter;

    SocketRefused(SocketCall call, int status, String retryAfter) {
        super(call.target() + " was refused with status " + status);
        this.status = status;
        this.uri = Redaction.uri(call.uri());
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    /** With user info and secret-like query values masked. */
    public URI uri() {
        return uri;
    }

    public Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
