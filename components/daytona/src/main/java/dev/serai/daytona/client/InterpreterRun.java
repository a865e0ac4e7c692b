package dev.serai.daytona.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.SocketLink;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Python code in an interpreter that keeps its variables from one run to the next. */
public final class InterpreterRun extends SocketTask<InterpreterResult> {

    private static final String PATH = "/process/interpreter/execute";
    private static final int TIME_OVER = 4008;
    private static final int ORDERLY = 1000;
    private static final int GOING_AWAY = 1001;

    private final CommandPlan plan;
    private final String context;
    private final OutputCollector output;
    private JsonNode error;

    private InterpreterRun(Toolbox toolbox, CommandPlan plan, String context) {
        super(toolbox);
        this.plan = plan;
        this.context = context;
        output = new OutputCollector(plan.maxOutput());
    }

    /** @param context null for the one that every sandbox has */
    public static CompletableFuture<InterpreterResult> start(Toolbox toolbox, CommandPlan plan, String context) {
        var run = new InterpreterRun(toolbox, plan, context);
        run.limit(plan.timeout().plusSeconds(2));
        run.connect(PATH);
        return run.result();
    }

    @Override
    void opened(SocketLink opened) {
        var request = Json.object().put("code", plan.command()).put("timeout", plan.seconds());
        if (context != null) {
            request.put("contextId", context);
        }
        if (!plan.env().isEmpty()) {
            request.set("envs", Json.tree(plan.env()));
        }
        opened.send(Json.text(request)).whenComplete((sent, failure) -> {
            if (failure != null) {
                fail(failure);
            }
        });
    }

    @Override
    public void text(String message) {
        JsonNode part;
        try {
            part = Json.read(message);
        } catch (JsonProcessingException e) {
            fail(toolbox.faults(PATH).unreadable("is no JSON"));
            return;
        }
        var words = part.path("text").asText("");
        switch (part.path("type").asText("")) {
            case "stdout" -> output.part(LogChannel.STDOUT, words.getBytes(StandardCharsets.UTF_8));
            case "stderr" -> output.part(LogChannel.STDERR, words.getBytes(StandardCharsets.UTF_8));
            case "error" -> error = part;
            case "control" -> {
                if (words.equals("completed")) {
                    succeed(outcome(false));
                    return;
                }
                // Only the sandbox interrupts, and only where the time is over.
                if (words.equals("interrupted")) {
                    succeed(outcome(true));
                    return;
                }
            }
            default -> {
                // a newer sandbox may tell more than is understood here
            }
        }
        more();
    }

    @Override
    public void binary(byte[] message) {
        text(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void closed(int code, String reason) {
        if (code == TIME_OVER) {
            succeed(outcome(true));
        } else if (error != null && (code == ORDERLY || code == GOING_AWAY)) {
            succeed(outcome(false));
        } else {
            // Its process has ended before the code has, or what is in between has closed.
            fail(toolbox.faults(PATH).told(ProcessError.INTERPRETER, code, null, reason));
        }
    }

    @Override
    DaytonaException withOutput(DaytonaException failure) {
        return new CommandException(failure, output.result(null, false));
    }

    @Override
    void late() {
        succeed(outcome(true));
    }

    private InterpreterResult outcome(boolean timedOut) {
        var kept = output.result(null, timedOut);
        return new InterpreterResult(
                kept.stdout(),
                kept.stderr(),
                kept.truncated(),
                timedOut,
                error == null ? null : error.path("name").asText(""),
                error == null ? null : error.path("value").asText(""),
                error == null ? null : error.path("traceback").asText(""));
    }
}
