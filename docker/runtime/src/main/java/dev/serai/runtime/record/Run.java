package dev.serai.runtime.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Endpoint;

/** A run on its way: steps are added by the threads that route, and taken by the one that writes. */
final class Run {

    static final int MOST_STEPS = 5_000;
    static final int MOST_AGENTS = 4_000;
    private static final int MOST_WEIGHT = 16 * 1_024 * 1_024;
    private static final VarHandle HEAD;

    static {
        try {
            HEAD = MethodHandles.lookup().findVarHandle(Run.class, "head", Step.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final long id;
    final String workflow;
    /** Where it came from; null for what is gone on with. */
    final Endpoint origin;

    final long beganMicros;
    final long beganNanos;
    final Again again;
    /** Numbers of steps begin behind those of earlier parts of the same run. */
    private final long firstNumber;

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger lanes = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private final AtomicInteger weight = new AtomicInteger();
    /** What of it the writer has not taken yet. */
    private final AtomicInteger pending = new AtomicInteger();

    private final AtomicInteger lost = new AtomicInteger();
    final AtomicLong promptTokens = new AtomicLong();
    final AtomicLong outputTokens = new AtomicLong();

    @SuppressWarnings("unused") // through HEAD
    private volatile Step head;

    private volatile boolean parkedAtEnd;
    private volatile boolean ended;
    /** Whether the writer has taken it for the last time. */
    volatile boolean left;

    /** The ids of agents' runs in it that wait for persons. */
    final Set<String> parkedAgents = ConcurrentHashMap.newKeySet();
    /** How many agents went on in it by themselves and are on their way. */
    final AtomicInteger goingOn = new AtomicInteger();

    volatile Shown input;
    volatile Shown output;
    volatile String error;
    long endedNanos;
    /** What it weighed when it was put into the queue. */
    int queuedWeight;

    /** What the writer knows of it; only the writer uses it. */
    final Written written;

    Run(long id, String workflow, Endpoint origin, Again again, boolean resumed) {
        this.id = id;
        this.workflow = workflow;
        this.origin = origin;
        this.again = again;
        this.beganNanos = System.nanoTime();
        this.beganMicros = System.currentTimeMillis() * 1_000;
        this.firstNumber = resumed ? beganMicros : 0;
        this.written = new Written(resumed);
    }

    long elapsed() {
        return System.nanoTime() - beganNanos;
    }

    /** @return null when the run has had all the steps that are kept */
    Step begin(Node node, long parent, int lane) {
        return begin(node, parent, lane, 0);
    }

    /** @param ago when it began, in nanoseconds before now */
    Step begin(Node node, long parent, int lane, long ago) {
        int place = count.getAndIncrement();
        if (place >= MOST_STEPS) {
            lost.incrementAndGet();
            return null;
        }
        return new Step(node, firstNumber + place, parent, lane, elapsed() - ago);
    }

    /** Adds the step to what waits for the writer. */
    void push(Step step) {
        Step before;
        do {
            before = head;
            step.next = before;
        } while (!HEAD.compareAndSet(this, before, step));
    }

    /** What was added since the last time, the newest first. */
    Step take() {
        pending.set(0);
        return (Step) HEAD.getAndSet(this, (Step) null);
    }

    boolean hasSteps() {
        return head != null;
    }

    int newLane() {
        return lanes.getAndIncrement();
    }

    /** Whether there is room for something of this size; then it counts. */
    boolean weigh(int more) {
        if (weight.addAndGet(more) < MOST_WEIGHT) {
            pending.addAndGet(more);
            return true;
        }
        weight.addAndGet(-more);
        return false;
    }

    /** The value, or only what it was when there is no room for it. */
    Shown kept(Shown value) {
        return weigh(value.weight()) ? value : new Shown(value.kind(), value.type(), null, value.size(), true, false);
    }

    Fields kept(Fields fields) {
        return weigh(fields.weight()) ? fields : Fields.LEFT_OUT;
    }

    int pending() {
        return pending.get();
    }

    void waits(int change) {
        waits.addAndGet(change);
    }

    /** What ended it waits for a person, not for an agent that is known. */
    void parkAtEnd() {
        parkedAtEnd = true;
    }

    /** What the row says of agents that wait, as many as it has room for; null when there are none. */
    String agents() {
        var text = new StringJoiner(",");
        for (var agent : parkedAgents) {
            if (text.length() + agent.length() < MOST_AGENTS) {
                text.add(agent);
            }
        }
        return text.length() == 0 ? null : text.toString();
    }

    void tokens(long prompt, long output) {
        promptTokens.addAndGet(Math.max(0, prompt));
        outputTokens.addAndGet(Math.max(0, output));
    }

    void lose(int steps) {
        lost.addAndGet(steps);
    }

    int lost() {
        return lost.get();
    }

    void end(Shown result, String failure) {
        endedNanos = elapsed();
        output = result;
        error = failure;
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    RunState state() {
        var waiting = parkedAtEnd || !parkedAgents.isEmpty();
        if (!ended) {
            return waiting || waits.get() > 0 ? RunState.WAITING : RunState.RUNNING;
        }
        if (error != null) {
            return RunState.FAILED;
        }
        return waiting ? RunState.WAITING : RunState.DONE;
    }
}
