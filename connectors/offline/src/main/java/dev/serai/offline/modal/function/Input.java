package dev.serai.offline.modal.function;

import dev.serai.modal.proto.FunctionInput;
import dev.serai.offline.modal.wire.Ids;

/** One input of a call; a new attempt has a new token. */
final class Input {
    private final int index;
    private final String id = Ids.next("in");
    private final FunctionInput given;
    private String token = Ids.nextLong("jwt");
    private int attempt;
    private Work work;
    private boolean done;

    Input(int index, FunctionInput given) {
        this.index = index;
        this.given = given;
    }

    int index() {
        return index;
    }

    String id() {
        return id;
    }

    FunctionInput given() {
        return given;
    }

    synchronized String token() {
        return token;
    }

    synchronized boolean isDone() {
        return done;
    }

    synchronized void done() {
        done = true;
        work = null;
    }

    /** Begins anew, after an attempt that came to nothing. */
    synchronized void again() {
        done = false;
        attempt++;
        token = Ids.nextLong("jwt");
    }

    synchronized int attempt() {
        return attempt;
    }

    synchronized void work(Work value) {
        work = value;
    }

    /** Stops what runs for it; false where it has ended already. */
    synchronized boolean cancel() {
        if (done) {
            return false;
        }
        if (work != null) {
            work.kill();
        }
        return true;
    }
}
