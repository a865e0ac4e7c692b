package dev.serai.modal.client.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.proto.RPCRetryPolicy;
import dev.serai.modal.proto.RPCStatus;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.Redaction;
import io.vertx.core.http.StreamResetException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/** Says how a call to a server ended, in words that hold no secret and are not too many. */
record Endings(String what, String server, Collection<String> secrets) {

    static final long CANCEL = 8;
    private static final long REFUSED_STREAM = 7;
    private static final long ENHANCE_YOUR_CALM = 11;
    private static final int MOST_WORDS = 1000;

    String about(String fact) {
        return what + " at " + server + ": " + fact;
    }

    /**
     * What the server says at the end, or null if all is well.
     *
     * @param trailers gives a trailer, or null
     */
    GrpcException of(UnaryOperator<String> trailers) {
        var number = trailers.apply("grpc-status");
        if (number == null) {
            return new GrpcException(GrpcStatus.UNAVAILABLE, about("the answer ends without a status"));
        }
        var status = GrpcStatus.of(number);
        if (status == GrpcStatus.OK) {
            return null;
        }
        var said = said(trailers.apply("grpc-message"));
        return new GrpcException(
                status,
                status.error(),
                about(status + (said.isEmpty() ? "" : ", " + said)),
                pause(trailers.apply("grpc-status-details-bin")),
                status.isTransient());
    }

    GrpcException noGrpc(int status, String type) {
        var grpc = status == 200 ? GrpcStatus.UNKNOWN : GrpcStatus.ofHttp(status);
        return new GrpcException(
                grpc,
                status == 200 || grpc == GrpcStatus.UNIMPLEMENTED ? ModalError.BAD_ANSWER : grpc.error(),
                about("HTTP status " + status + " and " + (type == null ? "nothing" : type) + " instead of gRPC"),
                null,
                grpc == GrpcStatus.UNAVAILABLE);
    }

    GrpcException unreadable(Exception error) {
        if (error instanceof ModalException known) {
            return known instanceof GrpcException grpc
                    ? grpc
                    : new GrpcException(GrpcStatus.INTERNAL, known.error(), about(known.getFact()), null, false);
        }
        return new GrpcException(
                GrpcStatus.INTERNAL,
                ModalError.BAD_ANSWER,
                about("the answer can't be read (" + error.getClass().getSimpleName() + ")"),
                null,
                false);
    }

    /** What ended the call when the server said nothing. */
    GrpcException of(Throwable error) {
        if (error instanceof GrpcException known) {
            return known;
        }
        if (error instanceof HttpFault fault) {
            var egress = fault.kind() == HttpFault.Kind.EGRESS;
            return new GrpcException(
                    GrpcStatus.UNAVAILABLE,
                    egress ? ModalError.EGRESS : ModalError.UNKNOWN_HOST,
                    fault.about(server),
                    null,
                    false);
        }
        if (error instanceof StreamResetException reset) {
            return reset(reset.getCode());
        }
        if (error instanceof UnknownHostException) {
            return new GrpcException(
                    GrpcStatus.UNAVAILABLE, ModalError.UNKNOWN_HOST, about("the host is not known"), null, false);
        }
        var why = error instanceof SSLException ? "TLS fails: " + said(error.getMessage()) : "no connection, or lost";
        return new GrpcException(GrpcStatus.UNAVAILABLE, about(why));
    }

    private GrpcException reset(long code) {
        if (code == CANCEL) {
            return new GrpcException(
                    GrpcStatus.CANCELLED, ModalError.UNREACHABLE, about("the server broke off"), null, true);
        }
        if (code == ENHANCE_YOUR_CALM) {
            return new GrpcException(GrpcStatus.RESOURCE_EXHAUSTED, about("the server wants fewer calls"));
        }
        return new GrpcException(
                code == REFUSED_STREAM ? GrpcStatus.UNAVAILABLE : GrpcStatus.INTERNAL,
                ModalError.UNREACHABLE,
                about("the server broke off (" + code + ")"),
                null,
                true);
    }

    private String said(String message) {
        if (message == null) {
            return "";
        }
        var text = Redaction.text(unescaped(message), secrets)
                .replaceAll("[\\s\\p{Cc}]+", " ")
                .strip();
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "...";
    }

    /** A percent sign and two digits stand for a byte. */
    private static String unescaped(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        int to = 0;
        for (int from = 0; from < bytes.length; from++, to++) {
            bytes[to] = bytes[from];
            if (bytes[from] == '%' && from + 2 < bytes.length) {
                var high = Character.digit(bytes[from + 1], 16);
                var low = Character.digit(bytes[from + 2], 16);
                if (high >= 0 && low >= 0) {
                    bytes[to] = (byte) (high << 4 | low);
                    from += 2;
                }
            }
        }
        return new String(bytes, 0, to, StandardCharsets.UTF_8);
    }

    /** How long the server wants to be left alone, or null. */
    private static Duration pause(String details) {
        if (details == null) {
            return null;
        }
        try {
            for (Any detail :
                    RPCStatus.parseFrom(Base64.getDecoder().decode(details)).getDetailsList()) {
                if (detail.getTypeUrl().endsWith("/modal.client.RPCRetryPolicy")) {
                    var seconds = RPCRetryPolicy.parseFrom(detail.getValue()).getRetryAfterSecs();
                    return Duration.ofMillis((long) (1000 * Math.max(0, seconds)));
                }
            }
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            // The status itself says enough.
        }
        return null;
    }
}
