package dev.serai.daytona.client;

import dev.serai.support.http.SocketLink;
import java.util.concurrent.CompletableFuture;

/**
 * Follows what a terminal shows until its shell ends. What it shows while nobody is connected is lost: a terminal keeps
 * no log.
 */
public final class PtyFollow extends PtySocket<Integer> {

    private final LogReader reader;

    private PtyFollow(Toolbox toolbox, String id, LogReader reader) {
        super(toolbox, id);
        this.reader = reader;
    }

    /** Completes with the exit code of its shell. To cancel it leaves the terminal as it is. */
    public static CompletableFuture<Integer> start(Toolbox toolbox, String id, LogReader reader) {
        var follow = new PtyFollow(toolbox, id, reader);
        follow.connect();
        return follow.result();
    }

    @Override
    void connected(SocketLink opened) {
        // It is only listened to.
    }

    @Override
    void shown(byte[] bytes) {
        reader.part(LogChannel.STDOUT, bytes);
        reader.ready().whenComplete((ready, error) -> {
            if (error == null) {
                more();
            } else {
                fail(error);
            }
        });
    }

    @Override
    void exited(int code) {
        reader.end();
        reader.ready().whenComplete((ready, error) -> {
            if (error == null) {
                succeed(code);
            } else {
                fail(error);
            }
        });
    }

    @Override
    void late() {
        throw new IllegalStateException("a terminal is followed without a limit in time");
    }
}
