package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Toolbox;
import dev.serai.offline.daytona.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A sandbox and the state it is in. Changes of state are steps that wait for their time. */
public final class Sandbox {
    /** A state that comes after a time, with what happens then; that may fail. */
    private record Step(SandboxState state, Duration after, Runnable action) {}

    private final String id = UUID.randomUUID().toString();
    private final String previewToken = UUID.randomUUID().toString().replace("-", "");
    private final Wish wish;
    private final String name;
    private final Instant created;
    private final Deque<Step> steps = new ArrayDeque<>();
    private Toolbox toolbox;
    private Map<String, String> labels;
    private Intervals intervals;
    private Resources resources;
    private boolean isPublic;
    private SandboxState state;
    private SandboxState desired = SandboxState.STARTED;
    private String errorReason;
    private boolean recoverable;
    private Instant updated;
    private Instant active;
    private Instant due;
    private Step running;
    private int users;

    Sandbox(Wish wish, Resources resources, Instant now) {
        this.wish = wish;
        this.resources = resources;
        name = wish.name() == null || wish.name().isEmpty() ? id : wish.name();
        labels = new TreeMap<>(wish.labels());
        intervals = wish.intervals();
        isPublic = wish.isPublic();
        created = now;
        updated = now;
        active = now;
        state = wish.dockerfile() == null ? SandboxState.CREATING : SandboxState.PENDING_BUILD;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public synchronized SandboxState state() {
        return state;
    }

    /** What went wrong, or null. */
    public synchronized String errorReason() {
        return errorReason;
    }

    public synchronized Map<String, String> labels() {
        return Map.copyOf(labels);
    }

    /** Where its commands and files are. */
    public synchronized Toolbox toolbox() {
        return toolbox;
    }

    synchronized SandboxState desired() {
        return desired;
    }

    synchronized void toolbox(Toolbox value) {
        toolbox = value;
    }

    synchronized void labels(Map<String, String> values) {
        labels = new TreeMap<>(values);
    }

    synchronized Intervals intervals() {
        return intervals;
    }

    synchronized void intervals(Intervals values) {
        intervals = values;
    }

    synchronized Resources resources() {
        return resources;
    }

    synchronized void resources(Resources values) {
        resources = values;
    }

    synchronized boolean isPublic() {
        return isPublic;
    }

    synchronized void isPublic(boolean value) {
        isPublic = value;
    }

    synchronized boolean recoverable() {
        return recoverable;
    }

    synchronized Instant updated() {
        return updated;
    }

    synchronized Instant active() {
        return active;
    }

    Instant created() {
        return created;
    }

    Wish wish() {
        return wish;
    }

    String previewToken() {
        return previewToken;
    }

    /** Somebody uses it. */
    public synchronized void touch(Instant now) {
        active = now;
    }

    /** A request begins that counts as use until it ends. */
    public synchronized void use(Instant now) {
        users++;
        active = now;
    }

    public synchronized void release(Instant now) {
        users--;
        active = now;
    }

    synchronized boolean isUsed() {
        return users > 0 || toolbox.box().isConnected();
    }

    synchronized boolean isBusy() {
        return !steps.isEmpty();
    }

    void mustBeIdle() {
        if (isBusy()) {
            throw Refusal.conflict("Sandbox state change in progress");
        }
    }

    /** Goes into a state now; what is to follow is added by {@link #then}. */
    synchronized Sandbox go(SandboxState now, SandboxState wanted, Instant time) {
        steps.clear();
        desired = wanted;
        enter(now, time);
        return this;
    }

    synchronized Sandbox then(SandboxState next, Duration after, Runnable action) {
        if (steps.isEmpty()) {
            due = updated.plus(after);
        }
        steps.addLast(new Step(next, after, action));
        return this;
    }

    synchronized void fail(SandboxState failure, String reason, boolean canRecover, Instant now) {
        steps.clear();
        errorReason = reason;
        recoverable = canRecover;
        enter(failure, now);
    }

    /** Takes the steps whose time has come. Actions run without the lock, as they may take their time. */
    void advance(Instant now) {
        for (var step = takeDue(now); step != null; step = takeDue(now)) {
            try {
                step.action.run();
            } catch (RuntimeException e) {
                fail(SandboxState.ERROR, "the stand-in failed: " + e, false, now);
            }
            finish(step);
        }
    }

    private synchronized Step takeDue(Instant now) {
        if (running != null || steps.isEmpty() || now.isBefore(due)) {
            return null;
        }
        running = steps.peekFirst();
        return running;
    }

    private synchronized void finish(Step step) {
        running = null;
        // The action, or somebody meanwhile, may have sent it elsewhere.
        if (steps.peekFirst() != step) {
            return;
        }
        steps.removeFirst();
        enter(step.state, due);
        if (!steps.isEmpty()) {
            due = due.plus(steps.peekFirst().after);
        }
    }

    private void enter(SandboxState next, Instant time) {
        state = next;
        updated = time;
        if (next == SandboxState.STARTED) {
            active = time;
        }
        if (!next.isFailure()) {
            errorReason = null;
            recoverable = false;
        }
    }
}
