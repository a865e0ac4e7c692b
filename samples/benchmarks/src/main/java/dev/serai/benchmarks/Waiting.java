package dev.serai.benchmarks;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What exchanges cost that wait for a slow model. The server runs here, the client in a JVM of its own. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double MIB = 1 << 20;

    private final Plan plan;
    private final Consumer<String> out;

    Waiting(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        out.accept("| client | waiting | heap before | heap meanwhile | heap/exchange | threads | answered then |");
        out.accept("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var client : List.of("raw, JDK's threads", "ollama:chat")) {
            out.accept(row(client));
        }
    }

    private String row(String client) throws Exception {
        try (var server = OllamaStandIn.builder().keepRequests(1).start();
                var jvm = ChildJvm.start(
                        List.of("-Xmx512m"), WaitingMain.class, client, server.baseUrl(), plan.waiting())) {
            server.when().times(1).reply(ScriptedReply.text(Script.ANSWER));
            server.always(ScriptedReply.text(Script.ANSWER).firstTokenAfter(plan.held()));
            var before = Report.of(jvm.read("before"));
            jvm.write("ask");
            jvm.read("asked");
            server.requests().awaitInFlight(plan.waiting(), PATIENCE);
            jvm.write("report");
            var waiting = Report.of(jvm.read("waiting"));
            if (server.requests().inFlight() < plan.waiting()) {
                throw new IllegalStateException("the answers came before all exchanges were counted");
            }
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f MiB | %.1f MiB | %.1f KiB | %d | %s |",
                    client,
                    plan.waiting(),
                    before.heap() / MIB,
                    waiting.heap() / MIB,
                    (waiting.heap() - before.heap()) / 1024.0 / plan.waiting(),
                    waiting.threads(),
                    jvm.read("answered"));
        }
    }

    private record Report(long heap, int threads) {

        static Report of(String line) {
            var parts = line.split(" ");
            return new Report(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }
    }
}
