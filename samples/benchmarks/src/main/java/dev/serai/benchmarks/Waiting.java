package dev.serai.benchmarks;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What exchanges cost that wait for a slow model. The server runs here, the client in a JVM of its own. */
final class Waiting {

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
        for (var client : List.of(WaitingClient.RAW, WaitingClient.CHAT)) {
            out.accept(row(client));
        }
    }

    private String row(WaitingClient client) throws Exception {
        try (var server = OllamaStandIn.builder().keepRequests(1).start()) {
            server.when().times(1).reply(ScriptedReply.text(Script.ANSWER));
            server.always(ScriptedReply.text(Script.ANSWER).firstTokenAfter(plan.held()));
            var run = WaitingRun.of(server, client, 1, plan.waiting());
            if (run.waiting() < plan.waiting()) {
                throw new IllegalStateException("the answers came before all exchanges were counted");
            }
            var before = run.before().heap();
            var meanwhile = run.meanwhile().heap();
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f MiB | %.1f MiB | %.1f KiB | %d | %d |",
                    client.label(),
                    plan.waiting(),
                    before / MIB,
                    meanwhile / MIB,
                    (meanwhile - before) / 1024.0 / plan.waiting(),
                    run.meanwhile().threads(),
                    run.answered());
        }
    }
}
