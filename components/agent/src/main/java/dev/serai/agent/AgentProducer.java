package dev.serai.agent;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.error.Failures;
import dev.serai.support.text.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/** Begins runs, and goes on with those that were parked or interrupted. */
class AgentProducer extends DefaultAsyncProducer {

    private AgentSetup setup;

    AgentProducer(AgentEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public AgentEndpoint getEndpoint() {
        return (AgentEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        setup = new SetupReader(getEndpoint()).read();
        getEndpoint().getComponent().agents().add(this);
    }

    @Override
    protected void doStop() throws Exception {
        if (setup != null) {
            getEndpoint().getComponent().agents().remove(this);
            SetupReader.close(setup.closeables());
            setup = null;
        }
        super.doStop();
    }

    AgentSetup setup() {
        return setup;
    }

    static ConversationKey key(AgentSetup setup, String session) {
        return new ConversationKey(setup.conversation(), session);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<?> work;
        try {
            var approval = exchange.getMessage().getHeader(AgentConstants.APPROVAL_ID, String.class);
            work = approval == null ? ask(exchange) : decide(exchange, approval);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        work.whenComplete((done, error) -> {
            if (error != null) {
                exchange.setException(Failures.unwrap(error));
            }
            goOn(callback);
        });
        return false;
    }

    /** The route may block, which whatever thread has brought the answer must not. */
    private void goOn(AsyncCallback callback) {
        try {
            getEndpoint().getComponent().threads().execute(() -> callback.done(false));
        } catch (RejectedExecutionException e) {
            // The component is being stopped; an exchange must come to its end all the same.
            callback.done(false);
        }
    }

    private CompletableFuture<?> ask(Exchange exchange) {
        var question = Question.read(setup, exchange);
        if (!setup.stream()) {
            return run(exchange, question, null, new Canceller())
                    .thenAccept(result -> Replies.write(exchange.getMessage(), result));
        }
        var canceller = new Canceller();
        var feed = new DeltaFeed(canceller);
        // The route goes on with its exchange while the run is still at work.
        var origin = ExchangeHelper.createCorrelatedCopy(exchange, false);
        var result = run(origin, question, feed, canceller);
        result.whenComplete((done, error) -> feed.end(error == null ? null : Failures.unwrap(error)));
        return new StreamedReply(exchange, setup.streamTo()).deliver(feed, canceller, result);
    }

    private CompletableFuture<?> decide(Exchange exchange, String approval) {
        var decision = Replies.decision(exchange.getMessage());
        return getEndpoint()
                .getComponent()
                .agents()
                .decide(approval, decision, exchange)
                .thenAccept(result -> Replies.write(exchange.getMessage(), result));
    }

    private CompletableFuture<RunResult> run(
            Exchange exchange, Question question, DeltaFeed feed, Canceller canceller) {
        if (setup.runId() == null) {
            return newRun(exchange, question, UUID.randomUUID().toString(), feed, canceller);
        }
        var known = KnownRun.of(setup, exchange);
        return known.result()
                .thenCompose(result -> result.isPresent()
                        ? CompletableFuture.completedFuture(result.get())
                        : known.orElseOf(newRun(exchange, question, known.id(), feed, canceller)))
                .whenComplete((result, error) -> known.show(result, feed));
    }

    private CompletableFuture<RunResult> newRun(
            Exchange exchange, Question question, String id, DeltaFeed feed, Canceller canceller) {
        long begun = System.nanoTime();
        return setup.inputGuard()
                .check(exchange, question.text(), Headers.of(setup.name(), id, question.session()))
                .thenCompose(verdict -> verdict.refused()
                        ? refused(exchange, id, question, verdict.text(), feed, begun)
                        : inTurn(
                                question.session(),
                                exchange,
                                () -> begin(exchange, question.withText(verdict.text()), id, feed, canceller)))
                .thenCompose(result -> setup.agents().awaited(result))
                .whenComplete((result, error) -> setup.agents().forget(id, exchange));
    }

    private CompletableFuture<RunResult> refused(
            Exchange exchange, String id, Question question, String text, DeltaFeed feed, long begun) {
        var reply = new ChatReply(null, text, null, null, null, FinishReason.FILTERED);
        var status = RunResult.Status.REFUSED;
        var took = Duration.ofNanos(System.nanoTime() - begun);
        setup.events().forEach(one -> {
            one.runStarted(exchange, setup.name(), id, question.session());
            one.runEnded(exchange, setup.name(), id, status, reply.usage(), 0, took, null);
        });
        if (feed != null) {
            feed.emit(new ChatDelta.Text(text));
            feed.emit(new ChatDelta.Done(reply));
        }
        return CompletableFuture.completedFuture(
                new RunResult(id, question.session(), status, reply, List.of(), List.of(), 0, 0, question.whole()));
    }

    /** The turns of a session follow each other; what the memory has to tidy belongs to the turn. */
    private CompletableFuture<RunResult> inTurn(
            String session, Exchange exchange, Supplier<CompletableFuture<RunResult>> turn) {
        if (session == null) {
            return turn.get();
        }
        var key = key(setup, session);
        var result = new CompletableFuture<RunResult>();
        setup.memory()
                .inTurn(key, () -> {
                    var work = turn.get();
                    work.whenComplete((done, error) -> {
                        if (error == null) {
                            result.complete(done);
                        } else {
                            result.completeExceptionally(error);
                        }
                    });
                    return work.thenCompose(done -> setup.memory().tidy(key, exchange));
                })
                .whenComplete((done, error) -> {
                    if (error != null) {
                        result.completeExceptionally(error);
                    }
                });
        return result;
    }

    private CompletableFuture<RunResult> begin(
            Exchange exchange, Question question, String id, DeltaFeed feed, Canceller canceller) {
        var earlier = question.session() == null
                ? CompletableFuture.completedFuture(Conversation.EMPTY)
                : setup.memory().load(key(setup, question.session()));
        return earlier.thenCompose(conversation -> setup.retrieval()
                .passages(exchange, question.text())
                .thenCompose(passages -> setup.toolSet()
                        .thenCompose(tools -> begin(
                                exchange,
                                question,
                                id,
                                input(exchange, question, conversation, passages, tools),
                                tools,
                                feed,
                                canceller))));
    }

    private CompletableFuture<RunResult> begin(
            Exchange exchange,
            Question question,
            String id,
            RunInput input,
            ToolSet tools,
            DeltaFeed feed,
            Canceller canceller) {
        if (feed != null && !input.sources().isEmpty()) {
            feed.emit(new ChatDelta.Sources(input.sources()));
        }
        var now = Instant.now();
        var record = new RunRecord(id, setup.name(), question.session(), RunStatus.RUNNING, now, now, input.json());
        return Journal.known(getEndpoint().getComponent().agents().begin(setup, record))
                .thenCompose(begun -> {
                    var run = new Run(
                            setup,
                            exchange,
                            id,
                            question.session(),
                            input,
                            new RunState(input.messages()),
                            0,
                            tools,
                            feed);
                    canceller.cancels(run);
                    if (setup.waitWhenParked()) {
                        setup.agents().expect(id, exchange, feed);
                    }
                    return run.go();
                });
    }

    private RunInput input(
            Exchange exchange, Question question, Conversation conversation, List<Passage> passages, ToolSet tools) {
        var system = new ArrayList<String>();
        var told = Question.text(setup.system(), exchange);
        if (told != null && !told.isBlank()) {
            system.add(told);
        }
        var wanted = question.format() == null ? setup.output() : OutputCheck.of(question.format());
        if (!wanted.isFree() && !(tools.isEmpty() && question.tools().isEmpty())) {
            system.add(Prompts.output(wanted.format()));
        }
        if (conversation.summary() != null) {
            system.add(Prompts.summary(conversation.summary()));
        }
        if (!passages.isEmpty()) {
            system.add(Prompts.passages(passages));
        }
        var messages = question.messages(system, conversation.messages());
        return new RunInput(
                messages,
                messages.size() - question.turn().size(),
                question.tools(),
                question.format(),
                question.options(),
                question.toolHeaders(),
                passages,
                question.whole());
    }

    /** Goes on where the steps end. */
    CompletableFuture<RunResult> resume(RunHistory history, Exchange exchange, DeltaFeed feed) {
        var run = history.run();
        var input = RunInput.read(run.input());
        return inTurn(
                setup.memory() == null ? null : run.sessionId(),
                exchange,
                () -> setup.toolSet()
                        .thenCompose(tools -> new Run(
                                        setup,
                                        exchange,
                                        run.id(),
                                        run.sessionId(),
                                        input,
                                        RunState.of(input, history),
                                        history.steps().size(),
                                        tools,
                                        feed)
                                .go()));
    }
}
