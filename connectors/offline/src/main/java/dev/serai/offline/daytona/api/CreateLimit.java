package dev.serai.offline.daytona.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many sandboxes may be made within a minute. */
public final class CreateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final Deque<Instant> made = new ArrayDeque<>();

    public CreateLimit(int most) {
        this.most = most;
    }

    public synchronized void forget() {
        made.clear();
    }

    synchronized void check(Instant now) {
        while (!made.isEmpty() && !now.isBefore(made.peekFirst().plus(WINDOW))) {
            made.removeFirst();
        }
        if (made.size() >= most) {
            throw Faults.tooMany(
                    "sandbox-create",
                    most,
                    Duration.between(now, made.peekFirst().plus(WINDOW)));
        }
        made.addLast(now);
    }
}
