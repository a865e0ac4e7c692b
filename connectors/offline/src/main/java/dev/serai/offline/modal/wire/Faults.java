package dev.serai.offline.modal.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What goes wrong next, as a test says; methods are named as in the protocol, such as {@code FunctionMap}. */
public final class Faults {
    /**
     * What is to happen to a call.
     *
     * @param refusal what it is answered, or null where its answer gets lost
     */
    private record Plan(String method, Refusal refusal) {}

    private final Supplier<Instant> now;
    private final List<Plan> plans = new ArrayList<>();
    private final Deque<Long> cuts = new ArrayDeque<>();
    private final Deque<String> builds = new ArrayDeque<>();
    private int lostInputs;
    private Instant unreachableUntil = Instant.MIN;

    public Faults(Supplier<Instant> now) {
        this.now = now;
    }

    /** Answers the next calls of a method with a status. */
    public Faults refuse(String method, int times, Status status, String message) {
        return plan(times, new Plan(method, Refusal.of(status, message)));
    }

    /** Answers the next calls of a method as the service does when they come too fast. */
    public Faults throttle(String method, int times, Duration retryAfter) {
        return plan(times, new Plan(method, Refusal.throttled("rate limit exceeded", retryAfter)));
    }

    /** Does what the next calls of a method ask, but breaks the connection off instead of answering. */
    public Faults loseAnswers(String method, int times) {
        return plan(times, new Plan(method, null));
    }

    /** Lets the workers of the next inputs be lost before they have a result: an internal failure. */
    public synchronized Faults loseInputs(int times) {
        lostInputs += times;
        return this;
    }

    /** Lets the next output stream of a command break off after so many bytes. */
    public synchronized Faults cutNextOutputAfter(long bytes) {
        cuts.addLast(bytes);
        return this;
    }

    /** Lets the next build of an image fail. */
    public synchronized Faults failBuild(String reason) {
        builds.addLast(reason);
        return this;
    }

    /** Breaks off every connection for a time. */
    public synchronized Faults unreachable(Duration time) {
        unreachableUntil = now.get().plus(time);
        return this;
    }

    public synchronized boolean isUnreachable() {
        return now.get().isBefore(unreachableUntil);
    }

    public synchronized void forget() {
        plans.clear();
        cuts.clear();
        builds.clear();
        lostInputs = 0;
        unreachableUntil = Instant.MIN;
    }

    /** Throws what a test has asked for, or tells that the answer is to get lost. */
    public synchronized boolean isToBeLost(String method) {
        for (var plan : plans) {
            if (method.equals(plan.method)) {
                plans.remove(plan);
                if (plan.refusal != null) {
                    throw plan.refusal;
                }
                return true;
            }
        }
        return false;
    }

    public synchronized boolean takeLostInput() {
        if (lostInputs == 0) {
            return false;
        }
        lostInputs--;
        return true;
    }

    /** After how many bytes the stream that begins now is to break off. */
    public synchronized long takeCut() {
        var next = cuts.pollFirst();
        return next == null ? Long.MAX_VALUE : next;
    }

    /** Why the build that begins now is to fail, or null. */
    public synchronized String takeBuild() {
        return builds.pollFirst();
    }

    private synchronized Faults plan(int times, Plan plan) {
        plans.addAll(Collections.nCopies(times, plan));
        return this;
    }
}
