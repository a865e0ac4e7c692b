package dev.serai.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Keeps a number of requests in flight for a while: whoever gets an answer asks again. */
final class ClosedLoop {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long PATIENCE_SECONDS = 60;

    /** The JDK's client now and then loses a pooled connection; more than this is no accident. */
    private static final double MOST_FAILURES = 0.001;

    /**
     * @param answers how many there were
     * @param perSecond how many in a second
     * @param cpuMicros what one answer costs this JVM in processor time, whoever else uses the processors
     * @param failures questions that got no answer and were asked again
     */
    record Load(long answers, double perSecond, double cpuMicros, long failures) {}

    private final Contender contender;
    private final CountDownLatch users;
    private final long time;
    private final long started = System.nanoTime();
    private final LongAdder answers = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private ClosedLoop(Contender contender, int concurrency, Duration time) {
        this.contender = contender;
        this.users = new CountDownLatch(concurrency);
        this.time = time.toNanos();
    }

    static Load run(Contender contender, int concurrency, Duration time) throws InterruptedException {
        var cpu = SYSTEM.getProcessCpuTime();
        var loop = new ClosedLoop(contender, concurrency, time);
        for (var i = 0; i < concurrency; i++) {
            loop.ask();
        }
        if (!loop.users.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(contender.name() + " has not got all its answers");
        }
        return loop.load(SYSTEM.getProcessCpuTime() - cpu);
    }

    /** Answers that came after the time was up count as well, since their work is in both figures. */
    private Load load(long cpuNanos) {
        var took = System.nanoTime() - started;
        var count = answers.sum();
        if (failures.sum() > count * MOST_FAILURES) {
            throw new IllegalStateException(contender.name() + " failed", failure.get());
        }
        return new Load(count, count * 1e9 / took, cpuNanos / 1e3 / count, failures.sum());
    }

    private void ask() {
        contender.ask(this::answered);
    }

    private void answered(String text, Throwable error) {
        if (error == null && Script.ANSWER.equals(text)) {
            answers.increment();
        } else {
            failure.compareAndSet(null, error == null ? new IllegalStateException("answered: " + text) : error);
            failures.increment();
        }
        if (System.nanoTime() - started < time) {
            ask();
        } else {
            users.countDown();
        }
    }
}
