package dev.serai.daytona.client;

import dev.serai.support.http.SocketLink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Types into a terminal that is there, and leaves it. Whoever follows it sees what comes of it. */
public final class PtyInput extends PtySocket<Void> {

    private final String keys;

    private PtyInput(Toolbox toolbox, String id, String keys) {
        super(toolbox, id);
        this.keys = keys;
    }

    /** Completes when the keys have left. */
    public static CompletableFuture<Void> type(Toolbox toolbox, String id, String keys, Duration limit) {
        var input = new PtyInput(toolbox, id, keys);
        input.limit(limit);
        input.connect();
        return input.result();
    }

    @Override
    void connected(SocketLink opened) {
        type(opened, keys, () -> opened.close(1000, ""));
    }

    /** For whoever follows the terminal. */
    @Override
    void shown(byte[] bytes) {
        more();
    }

    /** The server has answered the close, so that it has read all that came before. */
    @Override
    void parted() {
        succeed(null);
    }

    /** Such as by what was typed. */
    @Override
    void exited(int code) {
        succeed(null);
    }

    @Override
    void late() {
        fail(new DaytonaException(ProcessError.TIMED_OUT, "the terminal " + id() + " did not take the input in time"));
    }
}
