package dev.serai.agent;

import dev.serai.agent.RunState.OpenCall;
import dev.serai.agent.Steps.ToolStep;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.tool.AgentTool;
import dev.serai.agent.tool.ToolHints;
import dev.serai.agent.tool.ToolInvocation;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls that the model asks for in a turn. */
final class ToolRound {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRound.class);

    private final AgentSetup setup;
    private final Exchange origin;
    private final String runId;
    private final RunState state;
    private final Journal journal;
    private final ToolSet tools;
    private final Consumer<ChatDelta> feed;
    private final Map<String, Object> headers;
    private final Map<String, Integer> repeats = new ConcurrentHashMap<>();

    ToolRound(
            AgentSetup setup,
            Exchange origin,
            String runId,
            String sessionId,
            Map<String, Object> toolHeaders,
            RunState state,
            Journal journal,
            ToolSet tools,
            Consumer<ChatDelta> feed) {
        this.setup = setup;
        this.origin = origin;
        this.runId = runId;
        this.state = state;
        this.journal = journal;
        this.tools = tools;
        this.feed = feed;
        this.headers = new HashMap<>(toolHeaders);
        this.headers.putAll(Headers.of(setup.name(), runId, sessionId));
    }

    /**
     * @param waiting calls that a person must allow
     * @param direct what is the answer without asking the model again; null when the model is to be asked
     */
    record Outcome(List<OpenCall> waiting, String direct) {}

    /** Makes all calls that may be made now. */
    CompletableFuture<Outcome> run() {
        var ready = new ArrayList<OpenCall>();
        var waiting = new ArrayList<OpenCall>();
        for (var call : state.openCalls()) {
            (mustWait(call) ? waiting : ready).add(call);
        }
        return made(ready).thenApply(made -> new Outcome(waiting, direct(state.lastCalls())));
    }

    /** A call that cannot be made anyway is not worth a person's time. */
    private boolean mustWait(OpenCall open) {
        return open.waits()
                || open.decision() == null
                        && tools.named(open.call().name())
                                .filter(setup::needsApproval)
                                .isPresent()
                        && tools.objection(invocation(open)).isEmpty();
    }

    private CompletableFuture<List<ToolOutcome>> made(List<OpenCall> calls) {
        var outcomes = new ArrayList<CompletableFuture<ToolOutcome>>();
        CompletableFuture<?> before = CompletableFuture.completedFuture(null);
        for (var call : calls) {
            var outcome = setup.parallelTools() ? make(call) : before.thenCompose(done -> make(call));
            outcomes.add(outcome);
            before = outcome;
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> outcomes.stream().map(one -> one.getNow(null)).toList());
    }

    private CompletableFuture<ToolOutcome> make(OpenCall open) {
        if (journal.isEnded()) {
            return CompletableFuture.failedFuture(
                    new AgentException(AgentError.CANCELLED, "the run has ended before its next call"));
        }
        var decision = open.decision();
        if (decision != null && !decision.allowed()) {
            return settle(open, new ToolOutcome.Rejected(Prompts.refused(decision.reason())), 0);
        }
        long begun = System.nanoTime();
        return called(open)
                .exceptionally(error -> new ToolOutcome.Failure("The tool failed.", Failures.unwrap(error)))
                .thenComposeAsync(outcome -> settle(open, outcome, System.nanoTime() - begun), setup.threads());
    }

    /** On threads of its own: a route may block, which the thread that has brought the model's answer must not. */
    private CompletableFuture<ToolOutcome> called(OpenCall open) {
        var limit = setup.toolTimeout();
        var timedOut = new ToolOutcome.Failure("The tool took longer than " + limit.toMillis() / 1000.0 + " s.", null);
        var result = new CompletableFuture<ToolOutcome>();
        var task = new FutureTask<Void>(
                () -> {
                    // From here on, since the time that a call waits for a thread is not the tool's.
                    result.completeOnTimeout(timedOut, limit.toMillis(), TimeUnit.MILLISECONDS);
                    begin(open, result);
                },
                null);
        result.whenComplete((outcome, error) -> {
            if (outcome == timedOut) {
                // A route that still blocks is interrupted, so that it gives its thread back.
                task.cancel(true);
            }
        });
        setup.threads().execute(task);
        return result;
    }

    private void begin(OpenCall open, CompletableFuture<ToolOutcome> result) {
        try {
            var work = tools.call(invocation(open)).toCompletableFuture();
            work.whenComplete((outcome, error) -> {
                if (error == null) {
                    result.complete(outcome);
                } else {
                    result.completeExceptionally(error);
                }
            });
            // Ends what goes on without a thread when the time is over.
            result.whenComplete((outcome, error) -> work.cancel(true));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private CompletableFuture<ToolOutcome> settle(OpenCall open, ToolOutcome outcome, long nanos) {
        var call = open.call();
        boolean failed = !(outcome instanceof ToolOutcome.Success);
        if (outcome instanceof ToolOutcome.Failure failure) {
            LOG.warn("The tool {} of agent {} failed in run {}", call.name(), setup.name(), runId, failure.cause());
        }
        setup.events()
                .forEach(one ->
                        one.toolCalled(origin, setup.name(), runId, call.name(), outcome, Duration.ofNanos(nanos)));
        if (outcome instanceof ToolOutcome.Failure failure && setup.toolErrors() == ToolErrors.FAIL) {
            return CompletableFuture.failedFuture(new AgentException(
                    AgentError.TOOL_FAILED,
                    "the tool '" + call.name() + "' failed: " + failure.text(),
                    failure.cause()));
        }
        var step = new ToolStep(open.key(), call.name(), outcome.text(), failed);
        return journal.write(RunStep.Kind.TOOL, step, RunStatus.RUNNING).thenApply(written -> {
            state.tool(step);
            feed.accept(new ChatDelta.ToolResult(call, outcome.text(), failed));
            noteRepeat(open, outcome);
            return outcome;
        });
    }

    private void noteRepeat(OpenCall open, ToolOutcome outcome) {
        var call = open.call();
        var same = call.name() + Json.text(call.arguments()) + call.malformed() + '\n' + outcome.text();
        int times = repeats.merge(same, 1, Integer::sum);
        if (times >= setup.repeatLimit() && setup.repeatLimit() > 1) {
            throw new AgentException(
                    AgentError.REPEATED_CALL,
                    "the model has called '" + call.name() + "' " + times
                            + " times with the same arguments and got the same result");
        }
    }

    /** When the model called only tools whose results are the answer, and all went well, that is the answer. */
    private String direct(List<OpenCall> calls) {
        var texts = new ArrayList<String>();
        for (var call : calls) {
            var hints = tools.named(call.call().name()).map(AgentTool::hints).orElse(ToolHints.NONE);
            if (!hints.returnDirect() || call.result().failed()) {
                return null;
            }
            texts.add(call.result().text());
        }
        return texts.isEmpty() ? null : String.join("\n", texts);
    }

    private ToolInvocation invocation(OpenCall open) {
        return new ToolInvocation(open.call(), headers, origin);
    }
}
