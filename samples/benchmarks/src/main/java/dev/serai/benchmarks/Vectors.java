package dev.serai.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What {@code vector:} finds in many vectors and how fast, with the same vectors in each store. */
final class Vectors {

    private static final String LIVE = System.getProperty("live.postgres", "");
    private static final double MIB = 1 << 20;

    private final Plan plan;
    private final Consumer<String> out;

    Vectors(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        out.accept(
                "| store | vectors | when | recall@10 | search: p50 | p95 | insert | on disk | open, to the first answer |");
        out.accept("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        var data = VectorData.of(plan.vectors(), plan.questions());
        try (var lucene = new LuceneTarget()) {
            run(lucene, data);
        }
        if (!LIVE.isBlank()) {
            try (var pgvector = new PgVectorTarget(LIVE)) {
                run(pgvector, data);
            }
        }
    }

    private void run(VectorTarget target, VectorData data) throws Exception {
        try (var client = new VectorClient(target, data)) {
            var began = System.nanoTime();
            var inserted = client.insertAll();
            var seconds = seconds(began);
            if (inserted != plan.vectors()) {
                throw new IllegalStateException(inserted + " passages were taken in instead of " + plan.vectors());
            }
            row(target, "after insert", searches(client, data), "%.1f s".formatted(seconds), size(target), "");
            awaitMerges();
            client.refresh();
            row(target, "at rest", searches(client, data), "", size(target), "");
        }
        var began = System.nanoTime();
        try (var client = new VectorClient(target, data)) {
            client.search(0);
            var seconds = seconds(began);
            row(target, "opened again", searches(client, data), "", size(target), "%.2f s".formatted(seconds));
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String size(VectorTarget target) throws Exception {
        return String.format(Locale.ROOT, "%.0f MiB", target.size() / MIB);
    }

    /** Lucene merges in the background, on threads that end with their merge. */
    private static void awaitMerges() throws InterruptedException {
        for (var merges = merges(); !merges.isEmpty(); merges = merges()) {
            for (var merge : merges) {
                merge.join();
            }
        }
    }

    private static List<Thread> merges() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Lucene Merge Thread"))
                .toList();
    }

    private record Searches(Sample millis, double recall) {}

    private Searches searches(VectorClient client, VectorData data) {
        var millis = new Sample();
        var recall = 0.0;
        for (var round = -1; round < plan.rounds(); round++) {
            for (var question = 0; question < plan.questions(); question++) {
                var began = System.nanoTime();
                var found = client.search(question);
                if (round >= 0) {
                    millis.add((System.nanoTime() - began) / 1e6);
                    recall += data.recall(question, found);
                }
            }
        }
        return new Searches(millis, recall / plan.rounds() / plan.questions());
    }

    private void row(VectorTarget target, String when, Searches searches, String insert, String size, String open) {
        out.accept(String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.4f | %.2f ms | %.2f ms | %s | %s | %s |",
                target.name(),
                plan.vectors(),
                when,
                searches.recall(),
                searches.millis().median(),
                searches.millis().quantile(0.95),
                insert,
                size,
                open));
    }
}
