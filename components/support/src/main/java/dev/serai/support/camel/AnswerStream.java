package dev.serai.support.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * An answer as it comes from the server, once. As a cache of its own it is not copied to memory or disk by Camel; who
 * reads it a second time is told so.
 */
public final class AnswerStream extends InputStream implements StreamCache {

    private final InputStream input;
    private final long size;
    private final String remedy;
    private volatile long position;
    private volatile boolean rewound;
    private volatile boolean begun;
    private volatile String closed;

    /**
     * @param size in bytes, or -1 where it is not known
     * @param remedy what helps whoever wants to read it twice
     */
    public AnswerStream(InputStream input, long size, String remedy) {
        this.input = input;
        this.size = size;
        this.remedy = remedy;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed != null) {
            throw new IOException(closed);
        }
        if (rewound) {
            throw new IOException("the answer was read already and comes only once: " + remedy);
        }
        begun = true;
        int count = readOn(target, offset, length);
        position += Math.max(0, count);
        return count;
    }

    /** Whatever the bytes end with, a stream that another thread has closed meanwhile tells why it was closed. */
    private int readOn(byte[] target, int offset, int length) throws IOException {
        try {
            int count = input.read(target, offset, length);
            if (count >= 0 || closed == null) {
                return count;
            }
        } catch (IOException e) {
            if (closed == null) {
                throw e;
            }
        }
        throw new IOException(closed);
    }

    @Override
    public int available() throws IOException {
        return closed == null && !rewound ? input.available() : 0;
    }

    /**
     * Closes it when its exchange leaves it unread, so that no connection waits for ever.
     *
     * @param grace how long the caller has to begin with reading, where the stream is what the exchange gives
     */
    public void closeWith(Exchange exchange, ScheduledExecutorService timer, Duration grace) {
        exchange.getExchangeExtension().addOnCompletion(new CloseLeft(this, timer, grace));
    }

    /** Whether nobody has begun to read, be it only to wait for the first byte. */
    boolean isUntouched() {
        return !begun;
    }

    /** Camel does this before each step of a route, so it must not fail. */
    @Override
    public void reset() {
        rewound = position > 0;
    }

    @Override
    public void writeTo(OutputStream output) throws IOException {
        transferTo(output);
    }

    /** None: the bytes come once. */
    @Override
    public StreamCache copy(Exchange exchange) {
        return null;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return Math.max(0, size);
    }

    @Override
    public long position() {
        return position;
    }

    /** Leaves the rest, and tells why to whoever reads on. */
    void giveUp(String reason) {
        closed = reason;
        close();
    }

    @Override
    public void close() {
        if (closed == null) {
            closed = "the stream is closed";
        }
        try {
            input.close();
        } catch (IOException e) {
            // Whatever was to be read has been read, or is not wanted.
            return;
        }
    }
}
