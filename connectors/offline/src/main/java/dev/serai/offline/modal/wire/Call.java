package dev.serai.offline.modal.wire;

import com.google.protobuf.Any;
import com.google.protobuf.MessageLite;
import dev.serai.modal.proto.RPCRetryPolicy;
import dev.serai.modal.proto.RPCStatus;
import dev.serai.offline.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call and its answer. */
public final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final String POLICY = "type.googleapis.com/modal.client.RPCRetryPolicy";

    private final Exchange exchange;
    private final String method;

    Call(Exchange exchange, String method) {
        this.exchange = exchange;
        this.method = method;
    }

    public String method() {
        return method;
    }

    /** What the client sent with the call, or null. */
    public String metadata(String name) {
        return exchange.header(name);
    }

    public boolean open() {
        return exchange.open();
    }

    /** Runs the action once the call has ended, in whatever way. */
    public void onEnd(Runnable action) {
        exchange.onEnd(action);
    }

    /** Completes a future with a value unless it was completed before; nobody waits longer than this. */
    public <T> CompletableFuture<T> within(Duration time, CompletableFuture<T> future, T otherwise) {
        if (!future.isDone()) {
            exchange.after(time, () -> future.complete(otherwise));
            exchange.onEnd(() -> future.cancel(false));
        }
        return future;
    }

    /** Runs an action on the thread of the server, unless the call has ended by then. */
    public void onServer(Runnable action) {
        exchange.onEventLoop(action);
    }

    /** True where the client reads slower than it is told things. */
    public boolean congested() {
        return exchange.congested();
    }

    public void onDrain(Runnable action) {
        exchange.onDrain(action);
    }

    public void cut() {
        exchange.cut();
    }

    /** Sends a message of a stream. */
    public void send(MessageLite message) {
        begin();
        exchange.write(Frames.of(message));
    }

    public void end() {
        begin();
        if (!exchange.open()) {
            return;
        }
        exchange.setTrailer("grpc-status", "0");
        exchange.endStream();
    }

    /** The number in an entry's identifier, {@code 7-0}; nothing is 0. */
    public static long entry(String id) {
        var dash = id.indexOf('-');
        return id.isEmpty() ? 0 : Long.parseLong(dash < 0 ? id : id.substring(0, dash));
    }

    void reply(CompletableFuture<? extends MessageLite> answer) {
        if (answer.isDone()) {
            settle(answer);
        } else {
            answer.whenComplete((message, failure) -> exchange.onEventLoop(() -> settle(answer)));
        }
    }

    /** Ends with another status; what is not a refusal is a fault of the stand-in. */
    public void refuse(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var refusal = refusal(cause);
        begin();
        if (!exchange.open()) {
            return;
        }
        exchange.setTrailer("grpc-status", String.valueOf(refusal.status().code()));
        exchange.setTrailer("grpc-message", encoded(refusal.getMessage()));
        if (refusal.retryAfter() != null) {
            exchange.setTrailer("grpc-status-details-bin", details(refusal));
        }
        exchange.endStream();
    }

    /** What a client sent may be no number or no path; everything else is a fault of the stand-in. */
    private Refusal refusal(Throwable cause) {
        if (cause instanceof Refusal known) {
            return known;
        }
        if (cause instanceof IllegalArgumentException) {
            return Refusal.invalid(String.valueOf(cause.getMessage()));
        }
        LOG.warn("the stand-in failed in {}", method, cause);
        return Refusal.of(Status.INTERNAL, "stand-in: " + cause);
    }

    private void settle(CompletableFuture<? extends MessageLite> answer) {
        try {
            send(answer.join());
            end();
        } catch (RuntimeException e) {
            refuse(e);
        }
    }

    private void begin() {
        if (!exchange.started()) {
            exchange.startStream(200, "application/grpc");
        }
    }

    private static String details(Refusal refusal) {
        var policy = RPCRetryPolicy.newBuilder()
                .setRetryAfterSecs(refusal.retryAfter().toMillis() / 1000f)
                .build();
        var status = RPCStatus.newBuilder()
                .setCode(refusal.status().code())
                .setMessage(refusal.getMessage())
                .addDetails(Any.newBuilder().setTypeUrl(POLICY).setValue(policy.toByteString()))
                .build();
        return Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray());
    }

    /** Only what a header cannot carry is escaped, as gRPC wants it. */
    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < ' ' || octet > '~' || octet == '%') {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            } else {
                encoded.append((char) octet);
            }
        }
        return encoded.toString();
    }
}
