package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** What tests let go wrong. */
public final class Faults {
    /**
     * What is to happen to a request.
     *
     * @param method of the request, or null for any
     * @param part what its path contains
     * @param refusal what it is answered, or null where its answer gets lost
     */
    private record Plan(String method, String part, Refusal refusal) {}

    private final Supplier<Instant> now;
    private final List<Plan> plans = new ArrayList<>();
    private final Deque<String> starts = new ArrayDeque<>();
    private final Deque<String> builds = new ArrayDeque<>();
    private Instant unreachableUntil = Instant.MIN;

    public Faults(Supplier<Instant> now) {
        this.now = now;
    }

    /** Answers the next requests to the API or a toolbox with a status. */
    public Faults refuse(int times, int status, String message) {
        return refuseAt("", times, status, message);
    }

    /** Answers the next requests whose path contains a text with a status. */
    public Faults refuseAt(String part, int times, int status, String message) {
        return plan(times, new Plan(null, part, Refusal.of(status, message)));
    }

    /** Does what the next requests ask whose path contains a text, but breaks the connection off instead of answering. */
    public Faults loseAnswers(String part, int times) {
        return loseAnswers(null, part, times);
    }

    /** The same for requests of one method. */
    public Faults loseAnswers(String method, String part, int times) {
        return plan(times, new Plan(method, part, null));
    }

    /** Answers the next requests as the service does when they come too fast. */
    public Faults tooManyRequests(int times, Duration retryAfter) {
        return plan(times, new Plan(null, "", tooMany("authenticated", 1, retryAfter)));
    }

    /** Lets the next start fail with a reason, into the state {@code error}. */
    public synchronized Faults failStart(String reason) {
        starts.addLast(reason);
        return this;
    }

    /** Lets the next build of an image fail with a reason, into the state {@code build_failed}. */
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
        starts.clear();
        builds.clear();
        unreachableUntil = Instant.MIN;
    }

    /** Throws what a test has asked for, or tells that the answer is to get lost. */
    public synchronized boolean isToBeLost(String method, String path) {
        for (var plan : plans) {
            if (path.contains(plan.part) && (plan.method == null || plan.method.equals(method))) {
                plans.remove(plan);
                if (plan.refusal != null) {
                    throw plan.refusal;
                }
                return true;
            }
        }
        return false;
    }

    private synchronized Faults plan(int times, Plan plan) {
        plans.addAll(Collections.nCopies(times, plan));
        return this;
    }

    synchronized String takeStart() {
        return starts.pollFirst();
    }

    synchronized String takeBuild() {
        return builds.pollFirst();
    }

    static Refusal tooMany(String limit, int most, Duration retryAfter) {
        var seconds = String.valueOf(Math.max(1, retryAfter.toSeconds()));
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit-" + limit, String.valueOf(most));
        headers.put("X-RateLimit-Remaining-" + limit, "0");
        headers.put("X-RateLimit-Reset-" + limit, seconds);
        headers.put("Retry-After", seconds);
        return Refusal.of(429, "ThrottlerException: Too Many Requests", headers);
    }
}
