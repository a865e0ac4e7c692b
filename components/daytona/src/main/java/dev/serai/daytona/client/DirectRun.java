package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpCall;
import dev.serai.support.json.Json;
import dev.serai.support.run.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Commands and code in one call that waits for their end. What goes to stderr stands in between of stdout. */
public final class DirectRun {

    /** The sandbox is to notice the time limit first, since only it can stop the command. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private DirectRun() {}

    public static CompletableFuture<CommandResult> command(Toolbox toolbox, CommandPlan plan) {
        var body = Json.object().put("command", plan.command()).put("timeout", plan.seconds());
        if (plan.cwd() != null) {
            body.put("cwd", plan.cwd());
        }
        if (!plan.env().isEmpty()) {
            body.set("envs", Json.tree(plan.env()));
        }
        return run(toolbox, toolbox.post("/process/execute", body), plan);
    }

    public static CompletableFuture<CommandResult> code(
            Toolbox toolbox, CommandPlan plan, String language, List<String> arguments) {
        var body = Json.object()
                .put("code", plan.command())
                .put("language", language)
                .put("timeout", plan.seconds());
        if (!arguments.isEmpty()) {
            // The sandbox puts them into a line of its shell as they are.
            body.set("argv", Json.tree(arguments.stream().map(Shell::word).toList()));
        }
        if (!plan.env().isEmpty()) {
            body.set("envs", Json.tree(plan.env()));
        }
        return run(toolbox, toolbox.post("/process/code-run", body), plan);
    }

    private static CompletableFuture<CommandResult> run(Toolbox toolbox, HttpCall.Builder call, CommandPlan plan) {
        var limits = toolbox.gateway().limits();
        var waiting = plan.timeout().plus(GRACE);
        call.limits(limits.withFirstByte(waiting).withTotal(waiting.plus(limits.idle())));
        return toolbox.ask(call.build(), Family.PROCESS).handle((answer, error) -> {
            if (error == null) {
                return result(answer, plan);
            }
            var cause = Failures.unwrap(error);
            if (cause instanceof DaytonaException known && known.code() == ProcessError.TIMED_OUT) {
                return new CommandResult(null, "", "", false, true, null);
            }
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        });
    }

    private static CommandResult result(JsonNode answer, CommandPlan plan) {
        var exitCode = answer.path("exitCode");
        var kept = OutputCollector.whole(
                exitCode.isInt() ? exitCode.asInt() : null,
                answer.path("result").asText(""),
                plan.maxOutput());
        var charts = new ArrayList<Map<String, Object>>();
        answer.path("artifacts").path("charts").forEach(chart -> {
            if (chart.isObject()) {
                charts.add(Json.map(chart));
            }
        });
        return new CommandResult(kept.exitCode(), kept.stdout(), kept.stderr(), kept.truncated(), false, charts);
    }
}
