package dev.serai.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * An answer's bytes as they come. No thread waits until someone reads, and then it is the reader's own. One buffer is
 * held at a time, so that a slow reader slows the server down.
 */
public final class ReplyInputStream extends InputStream implements Flow.Subscriber<ByteBuffer> {

    private final HttpStream stream;
    private final Function<Throwable, ? extends Throwable> faults;
    private Flow.Subscription subscription;
    private ByteBuffer buffer;
    private Throwable failure;
    private boolean ended;
    private boolean left;
    private boolean asked;

    /**
     * @param faults makes of a failure of the exchange what is told to the reader, who finds it as a cause
     */
    public ReplyInputStream(HttpStream stream, Function<Throwable, ? extends Throwable> faults) {
        this.stream = stream;
        this.faults = faults;
        stream.bytes().subscribe(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public synchronized void onNext(ByteBuffer bytes) {
        buffer = bytes;
        asked = false;
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable error) {
        failure = faults.apply(error);
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        synchronized (this) {
            checkOpen();
            int count = Math.min(length, buffer.remaining());
            buffer.get(target, offset, count);
            return count;
        }
    }

    @Override
    public synchronized int available() {
        return buffer == null ? 0 : buffer.remaining();
    }

    private boolean fill() throws IOException {
        while (true) {
            boolean ask;
            synchronized (this) {
                checkOpen();
                if (buffer != null && buffer.hasRemaining()) {
                    return true;
                }
                if (ended) {
                    if (failure != null) {
                        throw new IOException(failure.getMessage(), failure);
                    }
                    return false;
                }
                ask = !asked;
                asked = true;
            }
            if (ask) {
                subscription.request(1);
            }
            synchronized (this) {
                try {
                    while (asked && !ended) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    close();
                    throw new IOException("interrupted while waiting for the answer", e);
                }
            }
        }
    }

    /** Else an answer that another thread has closed meanwhile would look as if it had been read to its end. */
    private synchronized void checkOpen() throws IOException {
        if (left) {
            throw new IOException("the answer was closed before its end");
        }
    }

    /** Leaves the rest; the connection is closed unless the answer has come to its end. */
    @Override
    public void close() {
        synchronized (this) {
            left |= !ended || buffer != null && buffer.hasRemaining();
            ended = true;
            buffer = null;
            notifyAll();
        }
        stream.close();
    }
}
