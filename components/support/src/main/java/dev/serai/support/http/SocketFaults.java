package dev.serai.support.http;

import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault.Kind;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;

/** Words for what goes wrong with WebSockets. Messages of foreign exceptions are left out. */
final class SocketFaults {

    private SocketFaults() {}

    static IOException opening(SocketCall call, Throwable thrown) {
        var cause = Failures.unwrap(thrown);
        if (cause instanceof SocketRefused refused) {
            return refused;
        }
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            var response = handshake.getResponse();
            if (response.statusCode() != 101) {
                var retryAfter = response.headers().firstValue("retry-after").orElse(null);
                return new SocketRefused(call, response.statusCode(), retryAfter);
            }
            return fault(call, Kind.PROTOCOL, "the server's consent isn't a valid one", cause);
        }
        if (cause instanceof HttpTimeoutException) {
            var limit = call.limits().connect();
            var nothingSent = cause instanceof HttpConnectTimeoutException;
            var words = call.target() + " wasn't open within " + words(limit);
            return new HttpFault(Kind.CONNECT_TIMEOUT, call.uri(), limit, nothingSent, words, cause);
        }
        return Faults.of(call.handshake(), cause, false);
    }

    static HttpFault broken(SocketCall call, Throwable thrown) {
        var cause = Failures.unwrap(thrown);
        if (cause instanceof HttpFault fault) {
            return fault;
        }
        var kind = Faults.of(call.handshake(), cause, true).kind();
        // the JDK's own error is what becomes of an end that comes while a message is handed over
        return kind == Kind.PROTOCOL && !(cause instanceof InternalError)
                ? fault(call, kind, "what came isn't valid for a WebSocket", cause)
                : fault(call, Kind.CUT, "the connection ended without a close", cause);
    }

    static HttpFault cut(SocketCall call) {
        return fault(call, Kind.CUT, "the connection ended without a close", null);
    }

    static HttpFault cancelled(SocketCall call, String reason) {
        return fault(call, Kind.CANCELLED, reason, null);
    }

    static HttpFault idle(SocketCall call) {
        var limit = call.limits().idle();
        var words = call.target() + " sent nothing for " + words(limit);
        return new HttpFault(Kind.IDLE_TIMEOUT, call.uri(), limit, false, words);
    }

    static HttpFault noPong(SocketCall call) {
        var limit = call.limits().pong();
        var words = call.target() + " answered no ping within " + words(limit);
        return new HttpFault(Kind.IDLE_TIMEOUT, call.uri(), limit, false, words);
    }

    static HttpFault slow(SocketCall call) {
        var limit = call.limits().send();
        var words = call.target() + " took no message within " + words(limit);
        return new HttpFault(Kind.TOTAL_TIMEOUT, call.uri(), limit, false, words);
    }

    static HttpFault tooLarge(SocketCall call) {
        return fault(
                call,
                Kind.TOO_LARGE,
                "a message is larger than the limit of " + call.limits().maxMessage() + " bytes",
                null);
    }

    static HttpFault tooMuch(SocketCall call) {
        return fault(
                call,
                Kind.TOO_LARGE,
                "more than the limit of " + call.limits().maxQueued() + " bytes would wait to be sent",
                null);
    }

    private static HttpFault fault(SocketCall call, Kind kind, String fact, Throwable cause) {
        return new HttpFault(kind, call.uri(), null, false, call.target() + ": " + fact, cause);
    }

    private static String words(Duration limit) {
        var millis = limit.toMillis();
        return millis % 1000 == 0 ? limit.toSeconds() + " s" : millis + " ms";
    }
}
