package dev.serai.agent;

import dev.serai.agent.Steps.ModelStep;
import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.approval.Approval;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * A run at work: the model is asked, calls its tools, and is asked again, until it answers. Every step is stored before
 * the next one begins. No thread waits meanwhile.
 */
final class Run {

    private final AgentSetup setup;
    private final Exchange origin;
    private final String id;
    private final String sessionId;
    private final RunInput input;
    private final RunState state;
    private final Journal journal;
    private final DeltaFeed feed;
    private final ToolSet tools;
    private final OutputCheck output;
    private final ToolRound round;
    private final long begun = System.nanoTime();
    private final CompletableFuture<RunResult> stopped = new CompletableFuture<>();
    private volatile AutoCloseable working;

    /** @param feed null when nobody looks on */
    Run(
            AgentSetup setup,
            Exchange origin,
            String id,
            String sessionId,
            RunInput input,
            RunState state,
            int steps,
            ToolSet tools,
            DeltaFeed feed) {
        this.setup = setup;
        this.origin = origin;
        this.id = id;
        this.sessionId = sessionId;
        this.input = input;
        this.state = state;
        this.journal = new Journal(setup.runs(), id, steps);
        this.tools = tools;
        this.feed = feed;
        this.output = input.format() == null ? setup.output() : OutputCheck.of(input.format());
        this.round =
                new ToolRound(setup, origin, id, sessionId, input.toolHeaders(), state, journal, tools, this::emit);
    }

    /** Works until the run has ended or is parked. */
    CompletableFuture<RunResult> go() {
        setup.events().forEach(one -> one.runStarted(origin, setup.name(), id, sessionId));
        if (!setup.timeLimit().isZero()) {
            startClock();
        }
        CompletableFuture<RunResult> work;
        try {
            work = proceed();
        } catch (RuntimeException e) {
            work = CompletableFuture.failedFuture(e);
        }
        return work.applyToEither(stopped, Function.identity())
                .handle((result, error) -> error == null ? ended(result) : failed(Failures.unwrap(error)))
                .thenCompose(Function.identity());
    }

    /** A clock of its own, so that a timeout of a model or a tool is not taken for the run's. */
    private void startClock() {
        var clock = new CompletableFuture<Void>().orTimeout(setup.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        clock.whenComplete((never, late) -> {
            if (late != null
                    && stopped.completeExceptionally(new AgentException(
                            AgentError.TIME_LIMIT,
                            "the run has worked for " + setup.timeLimit().toMillis() / 1000.0 + " s"))) {
                stopWork();
            }
        });
        stopped.whenComplete((result, error) -> clock.complete(null));
    }

    /** The caller has gone. */
    void cancel() {
        if (stopped.completeExceptionally(
                new AgentException(AgentError.CANCELLED, "the caller left before the run had ended"))) {
            stopWork();
        }
    }

    private void stopWork() {
        var current = working;
        if (current != null) {
            try {
                current.close();
            } catch (Exception e) {
                // What cannot be stopped ends by itself; nobody hears of it any more.
                return;
            }
        }
    }

    private void running(AutoCloseable closeable) {
        working = closeable;
        if (stopped.isDone()) {
            stopWork();
        }
    }

    private CompletableFuture<RunResult> ended(RunResult result) {
        // Lets go of the timer.
        stopped.complete(result);
        tell(result.status(), null);
        return CompletableFuture.completedFuture(result);
    }

    private CompletableFuture<RunResult> failed(Throwable error) {
        stopped.completeExceptionally(error);
        tell(RunResult.Status.FAILED, error);
        var failure = CompletableFuture.<RunResult>failedFuture(error);
        // What a stop has cut off did not fail: another process is to go on with it.
        if (error instanceof RunConflictException || !setup.context().isRunAllowed()) {
            return failure;
        }
        var step = new Steps.FailedStep(
                error instanceof SeraiException known ? known.getId() : null, String.valueOf(error.getMessage()));
        return journal.write(RunStep.Kind.FAILED, step, RunStatus.FAILED)
                .handle((written, second) -> failure)
                .thenCompose(Function.identity());
    }

    private void tell(RunResult.Status status, Throwable error) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        setup.events()
                .forEach(one ->
                        one.runEnded(origin, setup.name(), id, status, state.usage(), state.turns(), took, error));
    }

    private CompletableFuture<RunResult> proceed() {
        if (stopped.isDone()) {
            return stopped;
        }
        if (!state.openCalls().isEmpty()) {
            return round.run().thenCompose(this::afterTools);
        }
        var answers = state.answers();
        return answers.isEmpty() ? askModel() : answer(answers.get(answers.size() - 1));
    }

    private CompletableFuture<RunResult> afterTools(ToolRound.Outcome outcome) {
        if (!outcome.waiting().isEmpty()) {
            return new Parking(setup, id, sessionId, journal, state, tools)
                    .park(outcome.waiting())
                    .thenApply(approvals -> {
                        approvals.forEach(one -> emit(new ChatDelta.Parked(one.call(), one.id())));
                        var names =
                                approvals.stream().map(one -> one.call().name()).toList();
                        var reply = reply(Prompts.parked(names), FinishReason.PARKED, null);
                        if (!setup.waitWhenParked()) {
                            emit(new ChatDelta.Done(reply));
                        }
                        return result(RunResult.Status.PARKED, reply, approvals);
                    });
        }
        if (outcome.direct() != null) {
            return guarded(outcome.direct(), FinishReason.STOP, null);
        }
        return proceed();
    }

    private CompletableFuture<RunResult> askModel() {
        limits();
        long asked = System.nanoTime();
        var sink = feed == null ? null : new TurnSink(feed, holdsText());
        return OwnThreads.after(
                        setup.models().ask(origin, request(), sink, this::running, stopped::isDone), setup.threads())
                .whenComplete((reply, error) -> tellModel(reply, error, asked, sink))
                .thenCompose(this::record);
    }

    private CompletableFuture<RunResult> record(ChatReply reply) {
        if (stopped.isDone()) {
            return stopped;
        }
        var forClient = forClient(reply);
        if (!forClient.isEmpty()) {
            return handOver(reply, forClient);
        }
        return journal.write(RunStep.Kind.MODEL, ModelStep.of(reply), RunStatus.RUNNING)
                .thenCompose(written -> {
                    state.model(reply);
                    return proceed();
                });
    }

    private void tellModel(ChatReply reply, Throwable error, long asked, TurnSink sink) {
        var took = Duration.ofNanos(System.nanoTime() - asked);
        if (error == null) {
            var first = sink == null ? null : sink.firstToken(asked);
            setup.events().forEach(one -> one.modelAnswered(origin, setup.name(), id, reply, took, first));
        } else {
            setup.events().forEach(one -> one.modelFailed(origin, setup.name(), id, Failures.unwrap(error), took));
        }
    }

    private void limits() {
        if (state.turns() >= setup.maxTurns() + state.answers().size()) {
            throw new AgentException(
                    AgentError.TOO_MANY_TURNS,
                    "the model was asked " + state.turns() + " times and still wants to call tools");
        }
        if (setup.tokenLimit() > 0 && state.usage().totalTokens() >= setup.tokenLimit()) {
            throw new AgentException(
                    AgentError.TOKEN_LIMIT,
                    "the run has used " + state.usage().totalTokens() + " of " + setup.tokenLimit()
                            + " tokens and has no answer yet");
        }
    }

    /** Models that are bound to a format never call a tool, so with tools the format is asked for in words first. */
    private ChatRequest request() {
        boolean repair = !state.answers().isEmpty();
        var specs = new ArrayList<ToolSpec>();
        if (!repair) {
            specs.addAll(tools.specs());
            specs.addAll(input.clientTools());
        }
        var format = output.isFree() || !specs.isEmpty() ? null : output.format();
        return new ChatRequest(state.prompt(), specs, format, input.options());
    }

    /** Text that a guard or a check may still change is not shown before. */
    private boolean holdsText() {
        return setup.outputGuard().isSet()
                || !output.isFree()
                || setup.citations().areChecked();
    }

    private List<ToolCall> forClient(ChatReply reply) {
        var names = input.clientTools().stream().map(ToolSpec::name).collect(Collectors.toSet());
        return reply.toolCalls().stream()
                .filter(call ->
                        names.contains(call.name()) && tools.named(call.name()).isEmpty())
                .toList();
    }

    /** Whoever asks makes these calls and asks again; the conversation goes on from what is sent then. */
    private CompletableFuture<RunResult> handOver(ChatReply reply, List<ToolCall> calls) {
        var handed = new ChatReply(
                reply.model(),
                reply.text(),
                reply.thinking(),
                calls,
                state.usage().plus(reply.usage()),
                reply.finishReason());
        return journal.write(RunStep.Kind.DONE, ModelStep.of(handed), RunStatus.DONE)
                .thenApply(written -> {
                    emit(new ChatDelta.Done(handed));
                    return result(RunResult.Status.DONE, handed, List.of());
                });
    }

    private CompletableFuture<RunResult> answer(ChatReply reply) {
        boolean sentBack = state.answers().size() > 1;
        var violations = new ArrayList<>(output.violations(reply.text()));
        if (sentBack && !violations.isEmpty()) {
            throw new AgentException(
                    AgentError.BAD_OUTPUT,
                    "the answer does not fit, also after it was sent back: " + String.join("; ", violations));
        }
        if (!setup.citations().areChecked()) {
            return violations.isEmpty() ? guarded(reply, reply.text()) : sendBack(reply, violations);
        }
        var read = setup.citations().read(state.made(), earlierAnswers(), input.sources());
        violations.addAll(setup.citations().violations(reply.text(), read));
        return violations.isEmpty() || sentBack
                ? guarded(reply, setup.citations().withoutUnread(reply.text(), read))
                : sendBack(reply, violations);
    }

    private List<String> earlierAnswers() {
        return input.messages().stream()
                .filter(message -> message.role() == ChatRole.ASSISTANT)
                .map(ChatMessage::text)
                .toList();
    }

    private CompletableFuture<RunResult> sendBack(ChatReply reply, List<String> violations) {
        state.correct(reply, output.isFree() ? Prompts.correction(violations) : Prompts.jsonCorrection(violations));
        return askModel();
    }

    private CompletableFuture<RunResult> guarded(ChatReply reply, String text) {
        return guarded(output.clean(text), reply.finishReason(), reply);
    }

    private CompletableFuture<RunResult> guarded(String text, FinishReason reason, ChatReply last) {
        return setup.outputGuard()
                .check(origin, text, headers())
                .thenCompose(verdict -> finish(
                        reply(verdict.text(), verdict.refused() ? FinishReason.FILTERED : reason, last),
                        verdict.refused() ? RunResult.Status.REFUSED : RunResult.Status.DONE));
    }

    private CompletableFuture<RunResult> finish(ChatReply reply, RunResult.Status status) {
        if (stopped.isDone()) {
            return stopped;
        }
        return remember(reply)
                .thenCompose(kept -> journal.write(RunStep.Kind.DONE, ModelStep.of(reply), RunStatus.DONE))
                .thenApply(written -> {
                    if (holdsText() || state.answers().isEmpty()) {
                        emit(new ChatDelta.Text(reply.text()));
                    }
                    emit(new ChatDelta.Done(reply));
                    return result(status, reply, List.of());
                });
    }

    /** Before the run is marked as done: a turn that is added twice counts once, one that is lost is lost. */
    private CompletableFuture<Void> remember(ChatReply reply) {
        if (setup.memory() == null || sessionId == null) {
            return CompletableFuture.completedFuture(null);
        }
        var all = state.messages();
        var turn = new ArrayList<>(all.subList(input.turn(), all.size()));
        turn.add(ChatMessage.of(reply));
        return setup.memory().append(AgentProducer.key(setup, sessionId), id, turn);
    }

    private ChatReply reply(String text, FinishReason reason, ChatReply last) {
        return new ChatReply(
                last == null ? null : last.model(),
                text,
                last == null ? null : last.thinking(),
                null,
                state.usage(),
                reason);
    }

    private RunResult result(RunResult.Status status, ChatReply reply, List<Approval> waiting) {
        return new RunResult(
                id,
                sessionId,
                status,
                reply,
                input.sources(),
                waiting,
                state.turns(),
                state.toolCalls(),
                input.whole());
    }

    private Map<String, Object> headers() {
        return Headers.of(setup.name(), id, sessionId);
    }

    private void emit(ChatDelta delta) {
        if (feed != null) {
            feed.emit(delta);
        }
    }
}
