package dev.serai.support.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request on the JDK client and its response.
 *
 * <p>The JDK completes the future of {@code sendAsync} on another pool, and on a machine with one or two cores on a new
 * thread for each exchange. So results are taken from the body subscriber's callbacks, and the JDK's future, which only
 * serves to hear of failures before the head and to cancel, is completed here as soon as the head is known.
 */
final class Attempt implements BodyHandler<Void> {

    private final Flight<?> flight;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile CompletableFuture<HttpResponse<Void>> exchange;
    private volatile ResponseBody body;
    private volatile boolean headKnown;
    private volatile boolean aborted;

    Attempt(Flight<?> flight) {
        this.flight = flight;
    }

    void send(HttpClient client, String userAgent) {
        if (aborted) {
            return;
        }
        var sent = client.sendAsync(request(userAgent), this);
        exchange = sent;
        if (headKnown) {
            sent.complete(null);
        } else if (aborted) {
            sent.cancel(true);
        }
        sent.whenComplete((response, failure) -> {
            if (failure != null) {
                fail(failure);
            }
        });
    }

    private HttpRequest request(String userAgent) {
        var call = flight.call;
        var request = HttpRequest.newBuilder(call.uri())
                .method(call.method(), RequestPublishers.of(call.body(), flight.watch::activity));
        var contentType = call.body().contentType();
        call.headers().forEach((name, value) -> {
            if (contentType == null || !name.equalsIgnoreCase("Content-Type")) {
                request.setHeader(name, value);
            }
        });
        if (contentType != null) {
            request.setHeader("Content-Type", contentType);
        }
        if (!call.headers().containsKey("User-Agent")) {
            request.setHeader("User-Agent", userAgent);
        }
        return request.build();
    }

    boolean wasSent() {
        return exchange != null;
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo head) {
        var received = new ResponseBody(this, head);
        body = received;
        // the JDK calls getBody of foreign subscribers in one more task, and of its own adapter not
        return BodySubscribers.fromSubscriber(received, done -> null);
    }

    /** The response's body can be asked for. */
    void headArrived(ResponseInfo head, ResponseBody received) {
        headKnown = true;
        var sent = exchange;
        if (sent != null) {
            sent.complete(null);
        }
        var delay = flight.delayBeforeNext(head);
        if (delay.isPresent()) {
            received.discard();
            if (settle()) {
                flight.again(delay.get(), "status " + head.statusCode());
            }
        } else if (settled.get()) {
            received.discard();
        } else {
            flight.watch.pause();
            flight.headArrived(head, received);
        }
    }

    Flight<?> flight() {
        return flight;
    }

    /** True for the one event that decides how this attempt ends. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Ends this attempt; the flight decides whether another one follows. */
    void fail(Throwable cause) {
        if (settle()) {
            var fault = Faults.of(flight.call, cause, wasSent());
            abort(fault);
            flight.attemptFailed(fault);
        }
    }

    /** Closes the connection, and tells whoever reads the body. */
    void abort(HttpFault fault) {
        settled.set(true);
        aborted = true;
        var sent = exchange;
        if (sent != null) {
            sent.cancel(true);
        }
        var received = body;
        if (received != null) {
            received.abort(fault);
        }
    }
}
