package dev.serai.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The time from the question to the first text, for one question after another, by both clients in turn. */
final class FirstToken {

    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMillis(20));
    private static final long PATIENCE_SECONDS = 30;

    private final Plan plan;
    private final Consumer<String> out;

    FirstToken(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        out.accept("| server's delay | | raw | ollama:chat | added: median | min | max |");
        out.accept("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        for (var delay : DELAYS) {
            try (var server = StandInProcess.start(delay);
                    var raw = new RawStream(server.baseUrl());
                    var camel = new CamelStream(server.baseUrl())) {
                run(delay, raw, camel);
            }
        }
    }

    private void run(Duration delay, RawStream raw, CamelStream camel) throws Exception {
        var median = new Row();
        var worst = new Row();
        for (var round = 0; round < plan.warmUps(); round++) {
            round(raw, camel, new Sample(), new Sample());
        }
        for (var round = 0; round < plan.rounds(); round++) {
            var rawMillis = new Sample();
            var camelMillis = new Sample();
            round(raw, camel, rawMillis, camelMillis);
            median.add(rawMillis.median(), camelMillis.median());
            worst.add(rawMillis.quantile(0.99), camelMillis.quantile(0.99));
        }
        out.accept(median.text(delay, "median"));
        out.accept(worst.text(delay, "p99"));
    }

    private void round(RawStream raw, CamelStream camel, Sample rawMillis, Sample camelMillis) throws Exception {
        for (var i = 0; i < plan.firstTokens(); i++) {
            rawMillis.add(millis(raw));
            camelMillis.add(millis(camel));
        }
    }

    private static double millis(StreamingContender contender) throws Exception {
        var first = new AtomicLong();
        var end = new CompletableFuture<Void>();
        var asked = System.nanoTime();
        contender.ask(() -> first.set(System.nanoTime()), error -> {
            if (error == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(error);
            }
        });
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (first.get() == 0) {
            throw new IllegalStateException("an answer came without text");
        }
        return (first.get() - asked) / 1e6;
    }

    private static final class Row {

        private final Sample raw = new Sample();
        private final Sample camel = new Sample();
        private final Sample added = new Sample();

        void add(double rawMillis, double camelMillis) {
            raw.add(rawMillis);
            camel.add(camelMillis);
            added.add(camelMillis - rawMillis);
        }

        String text(Duration delay, String what) {
            return String.format(
                    Locale.ROOT,
                    "| %d ms | %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms |",
                    delay.toMillis(),
                    what,
                    raw.median(),
                    camel.median(),
                    added.median(),
                    added.min(),
                    added.max());
        }
    }
}
