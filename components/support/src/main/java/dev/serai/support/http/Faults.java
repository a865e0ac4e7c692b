package dev.serai.support.http;

import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;

/** Words for what goes wrong. Messages of foreign exceptions are left out, since they may quote what was sent. */
final class Faults {

    private Faults() {}

    static HttpFault limit(HttpCall call, Kind kind, Duration limit, boolean nothingSent) {
        var what = switch (kind) {
            case FIRST_BYTE_TIMEOUT -> "sent no response within ";
            case IDLE_TIMEOUT -> "sent nothing more of its response for ";
            default -> "didn't finish within ";
        };
        return new HttpFault(kind, call.uri(), limit, nothingSent, target(call) + " " + what + HttpFault.words(limit));
    }

    static HttpFault tooLarge(HttpCall call, String what, long maxBytes) {
        return new HttpFault(
                Kind.TOO_LARGE,
                call.uri(),
                null,
                false,
                what + " of " + target(call) + " is larger than the limit of " + maxBytes + " bytes");
    }

    static HttpFault cancelled(HttpCall call, String reason) {
        return new HttpFault(Kind.CANCELLED, call.uri(), null, false, target(call) + " was ended: " + reason);
    }

    static HttpFault of(HttpCall call, Throwable thrown, boolean sent) {
        var cause = Failures.unwrap(thrown);
        if (cause instanceof HttpFault fault) {
            return fault;
        }
        if (cause instanceof HttpConnectTimeoutException) {
            var limit = call.limits().connect();
            return new HttpFault(
                    Kind.CONNECT_TIMEOUT,
                    call.uri(),
                    limit,
                    true,
                    target(call) + " took no connection within " + HttpFault.words(limit),
                    cause);
        }
        if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
            return fault(call, Kind.UNKNOWN_HOST, true, "no address is known for its host", cause);
        }
        if (has(cause, ConnectException.class) || has(cause, NoRouteToHostException.class)) {
            return fault(call, Kind.REFUSED, true, "no connection", cause);
        }
        if (has(cause, RequestPublishers.UnreadableBodyException.class)) {
            return fault(call, Kind.PROTOCOL, false, "the request's body can't be read", cause);
        }
        if (has(cause, SSLException.class)) {
            return fault(call, Kind.PROTOCOL, false, "TLS failed", cause);
        }
        if (cause instanceof CancellationException) {
            return fault(call, Kind.CANCELLED, false, "the exchange was cancelled", cause);
        }
        if (cause instanceof java.io.IOException && !has(cause, ProtocolException.class) && !malformed(cause)) {
            return fault(call, Kind.CUT, false, "the connection ended before the response did", cause);
        }
        return fault(
                call,
                Kind.PROTOCOL,
                !sent,
                sent ? "the exchange isn't valid HTTP" : "the request can't be put as HTTP",
                cause);
    }

    /** The JDK's parsers report bad framing as a plain IOException. */
    private static boolean malformed(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            var message = String.valueOf(at.getMessage());
            if (at instanceof RuntimeException
                    || message.startsWith("Bad ")
                    || message.startsWith("Invalid ")
                    || message.startsWith("Illegal ")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        for (var at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static HttpFault fault(HttpCall call, Kind kind, boolean nothingSent, String fact, Throwable cause) {
        return new HttpFault(kind, call.uri(), null, nothingSent, target(call) + ": " + fact, cause);
    }

    private static String target(HttpCall call) {
        return call.method() + " " + Redaction.uri(call.uri());
    }
}
