package dev.serai.benchmarks;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs of agents that all wait for a slow model at once: each has two turns, with the call of a tool between them. */
final class Agents {

    private static final double MIB = 1 << 20;

    private final Plan plan;
    private final Consumer<String> out;

    Agents(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        out.accept(
                "| agent | runs | waiting at once | wall time | threads, most | heap meanwhile | CPU ms/run | failed | to LangChain4j: wall time | threads | heap | CPU |");
        out.accept("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var blocking = measured(WaitingClient.LANGCHAIN4J);
        out.accept(row(WaitingClient.LANGCHAIN4J, blocking, blocking));
        for (var client : List.of(WaitingClient.AGENT, WaitingClient.AGENT_SQL)) {
            out.accept(row(client, measured(client), blocking));
        }
    }

    private WaitingRun measured(WaitingClient client) throws Exception {
        try (var server = OllamaStandIn.builder().keepRequests(1).start()) {
            // Cold, the last run would not begin before the first one goes on.
            var warmUps = Math.max(1, plan.agents() / 4);
            var call = ScriptedReply.toolCall(Script.TOOL, Map.of(Script.DAY, "Sunday"));
            var answer = ScriptedReply.text(Script.ANSWER);
            server.when().lastRole("user").times(warmUps).reply(call);
            server.when().lastRole("tool").times(warmUps).reply(answer);
            server.when().lastRole("user").reply(call.firstTokenAfter(plan.turn()));
            server.when().lastRole("tool").reply(answer.firstTokenAfter(plan.turn()));
            return WaitingRun.of(server, client, warmUps, plan.agents());
        }
    }

    private String row(WaitingClient client, WaitingRun run, WaitingRun blocking) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.1f s | %,d | %.1f MiB | %.2f | %d | %.2f | %.3f | %.2f | %.2f |",
                client.label(),
                plan.agents(),
                run.waiting(),
                run.seconds(),
                run.peak(),
                run.meanwhile().heap() / MIB,
                run.cpuSeconds() * 1e3 / plan.agents(),
                plan.agents() - run.answered(),
                run.seconds() / blocking.seconds(),
                (double) run.peak() / blocking.peak(),
                (double) run.meanwhile().heap() / blocking.meanwhile().heap(),
                run.cpuSeconds() / blocking.cpuSeconds());
    }
}
