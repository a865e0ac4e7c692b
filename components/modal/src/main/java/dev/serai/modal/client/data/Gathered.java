package dev.serai.modal.client.data;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.util.ArrayList;
import java.util.List;

/** What a stream gives, kept until its end, since it comes on a thread that must not work on it. It has a bound. */
final class Gathered<A> {

    /** An entry costs memory even if there is nothing in it. */
    private static final int EACH = 64;

    private final String what;
    private final long most;
    private final List<A> parts = new ArrayList<>();
    private long bytes;

    /** @param most how many bytes all parts may have */
    Gathered(String what, long most) {
        this.what = what;
        this.most = most;
    }

    /** @param entries how many things the part holds */
    synchronized void add(A part, int size, int entries) {
        bytes += size + (long) EACH * entries;
        if (bytes > most) {
            throw new ModalException(ModalError.TOO_LARGE, what + " is more than the limit of " + most + " bytes");
        }
        parts.add(part);
    }

    synchronized List<A> all() {
        return List.copyOf(parts);
    }
}
