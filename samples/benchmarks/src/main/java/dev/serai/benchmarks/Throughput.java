package dev.serai.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Answers per second, client after client in each round, so that what disturbs one disturbs all. */
final class Throughput {

    private final Plan plan;
    private final Consumer<String> out;

    Throughput(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        out.accept(
                "| in flight | client | answers/s | ratio to raw: median | min | max | client's CPU µs/answer | failed |");
        out.accept("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        try (var server = StandInProcess.start(Duration.ZERO)) {
            for (var concurrency : plan.concurrency()) {
                run(server.baseUrl(), concurrency);
            }
        }
    }

    private void run(String baseUrl, int concurrency) throws Exception {
        try (var raw = RawClient.pooled(baseUrl);
                var deaf = RawClient.deaf(baseUrl);
                var unbounded = RawClient.unbounded(baseUrl);
                var camel = new CamelClient(baseUrl);
                var langChain4j = new LangChain4jClient(baseUrl, concurrency)) {
            var contenders = List.of(raw, deaf, unbounded, camel, langChain4j);
            var rows = new LinkedHashMap<Contender, Row>();
            contenders.forEach(contender -> rows.put(contender, new Row()));
            for (var round = 0; round < plan.warmUps(); round++) {
                round(contenders, concurrency, round);
            }
            for (var round = 0; round < plan.rounds(); round++) {
                var loads = round(contenders, concurrency, round);
                rows.forEach((contender, row) -> row.add(loads.get(contender), loads.get(raw)));
            }
            rows.forEach((contender, row) -> out.accept(row.text(concurrency, contender.name())));
        }
    }

    /** Each round begins with another client. */
    private Map<Contender, ClosedLoop.Load> round(List<Contender> contenders, int concurrency, int round)
            throws InterruptedException {
        var loads = new LinkedHashMap<Contender, ClosedLoop.Load>();
        for (var i = 0; i < contenders.size(); i++) {
            var contender = contenders.get((i + round) % contenders.size());
            loads.put(contender, ClosedLoop.run(contender, concurrency, plan.round()));
        }
        return loads;
    }

    private static final class Row {

        private final Sample perSecond = new Sample();
        private final Sample ratio = new Sample();
        private final Sample cpuMicros = new Sample();
        private long failures;

        void add(ClosedLoop.Load load, ClosedLoop.Load raw) {
            perSecond.add(load.perSecond());
            ratio.add(load.perSecond() / raw.perSecond());
            cpuMicros.add(load.cpuMicros());
            failures += load.failures();
        }

        String text(int concurrency, String name) {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %s | %,.0f | %.2f | %.2f | %.2f | %.0f | %d |",
                    concurrency,
                    name,
                    perSecond.median(),
                    ratio.median(),
                    ratio.min(),
                    ratio.max(),
                    cpuMicros.median(),
                    failures);
        }
    }
}
