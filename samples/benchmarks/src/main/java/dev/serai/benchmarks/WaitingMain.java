package dev.serai.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM with nothing in it but exchanges that wait: it reports its heap before and meanwhile. */
final class WaitingMain {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int COLLECTIONS = 3;
    private static final long PATIENCE_SECONDS = 300;

    private WaitingMain() {}

    /** @param args the client, the server's address, how many exchanges come first, how many then wait, and a directory for files */
    public static void main(String[] args) throws Exception {
        var count = Integer.parseInt(args[3]);
        try (var contender = WaitingClient.valueOf(args[0]).start(args[1], count, Path.of(args[4]));
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            // Classes, caches and threads that come with the first exchanges are there before the first look.
            ask(contender, Integer.parseInt(args[2]));
            look("before");
            in.readLine();
            var threads = ManagementFactory.getThreadMXBean();
            threads.resetPeakThreadCount();
            var cpu = SYSTEM.getProcessCpuTime();
            var began = System.nanoTime();
            var asked = new Answers(count);
            asked.ask(contender);
            in.readLine();
            look("waiting");
            var right = asked.await();
            System.out.println("answered " + right + " " + threads.getPeakThreadCount() + " "
                    + (System.nanoTime() - began) / 1e9 + " " + (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }
        System.exit(0);
    }

    private static void ask(Contender contender, int count) throws InterruptedException {
        var answers = new Answers(count);
        answers.ask(contender);
        answers.await();
    }

    private static void look(String word) {
        for (var i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println(
                word + " " + used + " " + ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static final class Answers {

        private final int count;
        private final CountDownLatch ended;
        private final AtomicInteger right = new AtomicInteger();

        Answers(int count) {
            this.count = count;
            this.ended = new CountDownLatch(count);
        }

        void ask(Contender contender) {
            for (var i = 0; i < count; i++) {
                contender.ask((text, error) -> {
                    if (Script.ANSWER.equals(text)) {
                        right.incrementAndGet();
                    }
                    ended.countDown();
                });
            }
        }

        int await() throws InterruptedException {
            return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? right.get() : -1;
        }
    }
}
