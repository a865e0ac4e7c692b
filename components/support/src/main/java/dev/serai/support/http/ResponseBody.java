package dev.serai.support.http;

import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** The body of one response between the JDK client and whoever reads it: counts, keeps the clock, closes. */
final class ResponseBody implements Subscriber<List<ByteBuffer>> {

    /** Who reads the body. Its methods are called one at a time, and one of the last two at most once. */
    interface Sink {
        void received(List<ByteBuffer> buffers);

        void complete();

        void failed(HttpFault fault);
    }

    private final Attempt attempt;
    private final ResponseInfo head;
    private final Watch watch;
    private final long maxBytes;
    private volatile Subscription upstream;
    private volatile boolean aborted;
    private Sink sink;
    private HttpFault fault;
    private boolean complete;
    private boolean unlimited;
    private long received;

    ResponseBody(Attempt attempt, ResponseInfo head) {
        this.attempt = attempt;
        this.head = head;
        this.watch = attempt.flight().watch;
        this.maxBytes = attempt.flight().call.limits().maxBytes();
    }

    HttpCall call() {
        return attempt.flight().call;
    }

    ResponseInfo head() {
        return head;
    }

    /** Connects the reader; false if there is one already. */
    boolean attach(Sink reader) {
        HttpFault failed;
        boolean ended;
        synchronized (this) {
            if (sink != null) {
                return false;
            }
            sink = reader;
            failed = fault;
            ended = complete;
        }
        if (failed != null) {
            reader.failed(failed);
        } else if (ended) {
            reader.complete();
        }
        return true;
    }

    /** Asks for the next buffers. */
    void request() {
        watch.resume();
        upstream.request(1);
    }

    /** Asks for all there is. */
    void requestAll() {
        unlimited = true;
        watch.resume();
        upstream.request(Long.MAX_VALUE);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        if (aborted) {
            subscription.cancel();
            return;
        }
        attempt.headArrived(head, this);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (aborted) {
            return;
        }
        for (var buffer : buffers) {
            received += buffer.remaining();
        }
        if (maxBytes > 0 && received > maxBytes) {
            attempt.fail(Faults.tooLarge(call(), "the response", maxBytes));
            return;
        }
        if (unlimited) {
            watch.activity();
        } else {
            watch.pause();
        }
        sink.received(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        attempt.fail(failure);
    }

    @Override
    public void onComplete() {
        if (!attempt.settle()) {
            return;
        }
        Sink reader;
        synchronized (this) {
            if (fault != null || complete) {
                return;
            }
            complete = true;
            reader = sink;
        }
        attempt.flight().finished();
        if (reader != null) {
            reader.complete();
        }
    }

    synchronized boolean isOver() {
        return complete || fault != null;
    }

    /** Closes the connection because another attempt follows. */
    void discard() {
        aborted = true;
        upstream.cancel();
    }

    /** The reader has enough. */
    void cancel(String reason) {
        attempt.flight().end(Faults.cancelled(call(), reason));
    }

    /** What was read can't be used. */
    void reject(HttpFault reason) {
        attempt.fail(reason);
    }

    void abort(HttpFault reason) {
        Sink reader;
        synchronized (this) {
            if (fault != null || complete) {
                return;
            }
            fault = reason;
            reader = sink;
        }
        aborted = true;
        var connection = upstream;
        if (connection != null) {
            connection.cancel();
        }
        if (reader != null) {
            reader.failed(reason);
        }
    }
}
