package dev.serai.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM with nothing in it but exchanges that wait: it reports its heap before and meanwhile. */
final class WaitingMain {

    private static final int COLLECTIONS = 3;
    private static final long PATIENCE_SECONDS = 300;

    private WaitingMain() {}

    /** @param args the client, the server's address, and how many exchanges wait */
    public static void main(String[] args) throws Exception {
        var count = Integer.parseInt(args[2]);
        try (var contender = args[0].startsWith("raw") ? RawClient.unbounded(args[1]) : new CamelClient(args[1]);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            // Classes, caches and threads that come with the first exchange are there before the first look.
            ask(contender, 1);
            report("before");
            in.readLine();
            var asked = new Answers(count);
            asked.ask(contender);
            System.out.println("asked " + count);
            in.readLine();
            report("waiting");
            System.out.println("answered " + asked.await());
        }
        System.exit(0);
    }

    private static void ask(Contender contender, int count) throws InterruptedException {
        var answers = new Answers(count);
        answers.ask(contender);
        answers.await();
    }

    private static void report(String word) {
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
