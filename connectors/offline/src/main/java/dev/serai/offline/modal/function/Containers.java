package dev.serai.offline.modal.function;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bounds how many inputs are worked on at once; the others wait in the order they came. */
final class Containers {
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    Containers(int most) {
        this.most = most;
    }

    void submit(Runnable start) {
        synchronized (this) {
            if (busy >= most) {
                waiting.addLast(start);
                return;
            }
            busy++;
        }
        start.run();
    }

    void free() {
        Runnable next;
        synchronized (this) {
            next = waiting.pollFirst();
            if (next == null) {
                busy--;
            }
        }
        if (next != null) {
            next.run();
        }
    }

    synchronized int busy() {
        return busy;
    }
}
