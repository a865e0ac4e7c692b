package dev.serai.searxng.pages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Lets few requests go to one host at once, and few in all. Nobody waits here but the request itself. */
final class Turns {

    static final int MOST_WAITING = 1000;

    private record Waiting(String host, Runnable task) {}

    private final int perHost;
    private final int inAll;
    private final Map<String, Integer> running = new HashMap<>();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private int total;

    Turns(int perHost, int inAll) {
        this.perHost = perHost;
        this.inAll = inAll;
    }

    /** Runs the task when it is its turn, here or on the thread of one that leaves; false if too many wait. */
    boolean enter(String host, Runnable task) {
        synchronized (this) {
            if (!free(host)) {
                if (line.size() >= MOST_WAITING) {
                    return false;
                }
                line.add(new Waiting(host, task));
                return true;
            }
            begin(host);
        }
        task.run();
        return true;
    }

    void leave(String host) {
        Waiting next;
        synchronized (this) {
            total--;
            running.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
            next = next();
        }
        if (next != null) {
            next.task().run();
        }
    }

    private Waiting next() {
        for (var waiting = line.iterator(); waiting.hasNext(); ) {
            var candidate = waiting.next();
            if (free(candidate.host())) {
                waiting.remove();
                begin(candidate.host());
                return candidate;
            }
        }
        return null;
    }

    private boolean free(String host) {
        return total < inAll && running.getOrDefault(host, 0) < perHost;
    }

    private void begin(String host) {
        total++;
        running.merge(host, 1, Integer::sum);
    }
}
