package dev.serai.runtime.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a stream piece by piece: the next one is read when the last one is on its way. */
final class Pump {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final int PIECE = 16 << 10;

    private final Context loop;
    private final HttpServerResponse response;
    private final InputStream stream;
    private final Executor workers;
    private final Consumer<Throwable> written;
    private final byte[] piece = new byte[PIECE];

    Pump(Context loop, HttpServerResponse response, InputStream stream, Executor workers, Consumer<Throwable> written) {
        this.loop = loop;
        this.response = response;
        this.stream = stream;
        this.workers = workers;
        this.written = written;
    }

    void start() {
        try {
            workers.execute(this::read);
        } catch (RejectedExecutionException e) {
            end(e);
        }
    }

    private void read() {
        try {
            var length = stream.read(piece);
            loop.runOnContext(nothing -> send(length));
        } catch (IOException | RuntimeException e) {
            loop.runOnContext(nothing -> end(e));
        }
    }

    private void send(int length) {
        if (response.closed()) {
            end(new IOException("the client left"));
        } else if (length < 0) {
            response.end().onComplete(end -> end(end.cause()));
        } else {
            response.write(Buffer.buffer(Arrays.copyOf(piece, length))).onComplete(sent -> {
                if (sent.succeeded()) {
                    start();
                } else {
                    end(sent.cause());
                }
            });
        }
    }

    /** A stream that breaks breaks the connection, so that its beginning isn't taken for the whole. */
    private void end(Throwable failure) {
        if (failure != null && !response.ended() && !response.closed()) {
            response.reset();
        }
        try {
            workers.execute(() -> close(stream));
        } catch (RejectedExecutionException e) {
            close(stream);
        } finally {
            written.accept(failure);
        }
    }

    static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("A stream did not close well", e);
        }
    }
}
