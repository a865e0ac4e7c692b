package dev.serai.agent;

import dev.serai.agent.Steps.DecidedStep;
import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.support.EventHelper;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents of a Camel context: finds who goes on with a run, and makes sure that only one does. */
final class Agents implements Decisions {

    /** How long a run belongs to a process that has given no sign of life. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private final String owner = UUID.randomUUID().toString();
    private final List<AgentProducer> producers = new CopyOnWriteArrayList<>();
    private final Map<String, Waiter> waiting = new ConcurrentHashMap<>();

    String owner() {
        return owner;
    }

    void add(AgentProducer producer) {
        producers.add(producer);
    }

    void remove(AgentProducer producer) {
        producers.remove(producer);
    }

    Collection<AgentProducer> all() {
        return producers;
    }

    CompletionStage<Void> begin(AgentSetup setup, RunRecord record) {
        return setup.runs().begin(record, owner, LEASE);
    }

    /**
     * An exchange waits for its run, parked or not; said before anybody is asked, since the answer may come at once.
     *
     * @return what the run comes to if it is parked, also when another exchange has waited for it before
     */
    CompletableFuture<RunResult> expect(String runId, Exchange exchange, DeltaFeed feed) {
        return waiting.computeIfAbsent(runId, id -> new Waiter(new CompletableFuture<>(), exchange, feed))
                .result();
    }

    /** What the run comes to after all, if its exchange waits for that. */
    CompletableFuture<RunResult> awaited(RunResult result) {
        var waiter = result.status() == RunResult.Status.PARKED ? waiting.get(result.runId()) : null;
        return waiter == null
                ? CompletableFuture.completedFuture(result)
                : waiter.result().whenComplete((done, error) -> waiting.remove(result.runId()));
    }

    /** The exchange has got what it waited for; another one may wait for the same run. */
    void forget(String runId, Exchange exchange) {
        waiting.computeIfPresent(runId, (id, waiter) -> waiter.exchange() == exchange ? null : waiter);
    }

    /** Nobody will decide here any more; the runs stay parked in their stores. */
    void stop() {
        waiting.values()
                .forEach(waiter -> waiter.result()
                        .completeExceptionally(new AgentException(
                                AgentError.CANCELLED, "the process stops while a call waits for a person")));
    }

    private static void log(String runId, Throwable error) {
        if (error != null && !(Failures.unwrap(error) instanceof RunConflictException)) {
            LOG.warn("Run {} cannot go on", runId, Failures.unwrap(error));
        }
    }

    private record Waiter(CompletableFuture<RunResult> result, Exchange exchange, DeltaFeed feed) {}

    @Override
    public CompletionStage<Void> decide(String approvalId, Decision decision) {
        ApprovalId id;
        try {
            id = ApprovalId.read(approvalId);
        } catch (AgentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return recorded(id, decision).thenCompose(found -> {
            goOn(id.runId(), found.store(), null).whenComplete((done, error) -> log(id.runId(), error));
            return tell(id, found.history().run().agent(), decision);
        });
    }

    /** Decides, and gives the answer that comes of it. */
    CompletableFuture<RunResult> decide(String approvalId, Decision decision, Exchange exchange) {
        var id = ApprovalId.read(approvalId);
        return recorded(id, decision).thenCompose(found -> {
            tell(id, found.history().run().agent(), decision);
            return goOn(id.runId(), found.store(), exchange);
        });
    }

    /** The decision counts also when whoever asked for it cannot be told. */
    private CompletableFuture<Void> tell(ApprovalId id, String agent, Decision decision) {
        var approver =
                find(agent).map(AgentProducer::setup).map(AgentSetup::approver).orElse(null);
        if (approver == null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.completedFuture(approver)
                .thenCompose(one -> one.decided(id.text(), decision))
                .exceptionally(error -> {
                    LOG.warn("Who was asked for {} could not be told of the decision", id.text(), error);
                    return null;
                });
    }

    @Override
    public CompletionStage<Boolean> isSettled(String approvalId, String agent) {
        ApprovalId id;
        try {
            id = ApprovalId.read(approvalId);
        } catch (AgentException e) {
            return CompletableFuture.completedFuture(true);
        }
        return find(id).thenApply(found -> open(id, found.history()).isEmpty()).exceptionallyCompose(error -> {
            boolean unknown =
                    Failures.unwrap(error) instanceof AgentException known && known.code() == AgentError.NO_APPROVAL;
            return unknown
                    ? CompletableFuture.completedFuture(
                            agent != null && find(agent).isPresent())
                    : CompletableFuture.failedFuture(error);
        });
    }

    /** The call, if it waits for a decision. */
    private static Optional<RunState.OpenCall> open(ApprovalId id, RunHistory history) {
        return RunState.of(RunInput.read(history.run().input()), history).openCalls().stream()
                .filter(call -> call.key().equals(id.key()) && call.parked() && call.decision() == null)
                .findFirst();
    }

    private CompletableFuture<Found> recorded(ApprovalId id, Decision decision) {
        return find(id).thenCompose(found -> {
            var history = found.history();
            producer(history.run().agent());
            if (open(id, history).isEmpty()) {
                throw decidedBefore(id, history);
            }
            var step = new RunStep(
                    history.steps().size(),
                    RunStep.Kind.DECIDED,
                    Instant.now(),
                    Json.text(new DecidedStep(id.key(), decision)));
            return Journal.known(found.store().append(history.run().id(), step, RunStatus.PARKED))
                    .handle((done, error) -> {
                        if (error == null) {
                            return CompletableFuture.completedFuture(found);
                        }
                        // Another decision on this run came in between; it may be on another call.
                        return Failures.unwrap(error) instanceof RunConflictException
                                ? recorded(id, decision)
                                : CompletableFuture.<Found>failedFuture(error);
                    })
                    .thenCompose(same -> same);
        });
    }

    private static AgentException decidedBefore(ApprovalId id, RunHistory history) {
        boolean asked = history.steps().stream()
                .filter(step -> step.kind() == RunStep.Kind.PARKED)
                .anyMatch(step -> Steps.read(step, Steps.ParkedStep.class).key().equals(id.key()));
        return asked
                ? new AgentException(AgentError.DECIDED_BEFORE, "'" + id.text() + "' was decided before")
                : ApprovalId.unknown(id.text());
    }

    private record Found(RunStore store, RunHistory history) {}

    private CompletableFuture<Found> find(ApprovalId id) {
        return find(id, new ArrayList<>(stores()));
    }

    private CompletableFuture<Found> find(ApprovalId id, List<RunStore> rest) {
        if (rest.isEmpty()) {
            return CompletableFuture.failedFuture(ApprovalId.unknown(id.text()));
        }
        var store = rest.remove(0);
        return Journal.known(store.load(id.runId()))
                .thenCompose(history -> history.isPresent()
                        ? CompletableFuture.completedFuture(new Found(store, history.get()))
                        : find(id, rest));
    }

    /** The stores of all agents, beans included. */
    Collection<RunStore> stores() {
        return producers.stream()
                .map(AgentProducer::setup)
                .filter(Objects::nonNull)
                .map(AgentSetup::runs)
                .distinct()
                .toList();
    }

    private AgentProducer producer(String agent) {
        return find(agent)
                .orElseThrow(() -> new AgentException(AgentError.NO_AGENT, "no agent named '" + agent + "' runs here"));
    }

    private Optional<AgentProducer> find(String agent) {
        return producers.stream()
                .filter(one -> one.getEndpoint().getName().equals(agent) && one.setup() != null)
                .findFirst();
    }

    /**
     * Goes on with a run if nothing of it waits for a person any more and nobody else does.
     *
     * @param exchange who wants the answer; null when it goes to whoever has waited since, or to where the agent sends it
     */
    CompletableFuture<RunResult> goOn(String runId, RunStore store, Exchange exchange) {
        return claimed(runId, store, exchange).whenComplete((done, error) -> {
            var waiter = waiting.get(runId);
            if (error != null && waiter != null && !(Failures.unwrap(error) instanceof RunConflictException)) {
                waiter.result().completeExceptionally(error);
            }
        });
    }

    private CompletableFuture<RunResult> claimed(String runId, RunStore store, Exchange exchange) {
        return Journal.known(store.load(runId)).thenCompose(found -> {
            var history =
                    found.orElseThrow(() -> new AgentException(AgentError.NO_RUN, "there is no run '" + runId + "'"));
            var producer = producer(history.run().agent());
            var input = RunInput.read(history.run().input());
            var state = RunState.of(input, history);
            // A run whose process ended before it had parked all calls has not asked for them yet.
            if (history.run().status() == RunStatus.PARKED
                    && state.openCalls().stream().anyMatch(RunState.OpenCall::waits)) {
                return CompletableFuture.completedFuture(stillParked(history, state, input));
            }
            // Whoever claims a run must be able to go on with it, or nobody does.
            return producer.setup()
                    .toolSet()
                    .whenComplete((tools, error) -> log(runId, error))
                    .thenCompose(tools -> Journal.known(store.claim(runId, owner, LEASE)))
                    .thenCompose(mine -> mine
                            ? resume(producer, history, exchange)
                            : CompletableFuture.failedFuture(new RunConflictException(
                                    runId, history.steps().size())));
        });
    }

    private static RunResult stillParked(RunHistory history, RunState state, RunInput input) {
        var names = state.openCalls().stream()
                .filter(RunState.OpenCall::waits)
                .map(open -> open.call().name())
                .toList();
        return new RunResult(
                history.run().id(),
                history.run().sessionId(),
                RunResult.Status.PARKED,
                new ChatReply(null, Prompts.parked(names), null, null, state.usage(), FinishReason.PARKED),
                input.sources(),
                List.of(),
                state.turns(),
                state.toolCalls(),
                input.whole());
    }

    private CompletableFuture<RunResult> resume(AgentProducer producer, RunHistory history, Exchange exchange) {
        var runId = history.run().id();
        var setup = producer.setup();
        var waiter = waiting.get(runId);
        boolean alone = waiter == null && exchange == null;
        var own = alone ? producer.getEndpoint().createExchange() : waiter == null ? exchange : waiter.exchange();
        long begun = System.nanoTime();
        if (alone) {
            // No route sends it, so nothing else tells Camel's telemetry that an agent is at work.
            EventHelper.notifyExchangeSending(own.getContext(), own, producer.getEndpoint());
        }
        var result = producer.resume(history, own, waiter == null ? null : waiter.feed());
        result.whenComplete((done, error) -> {
            if (alone) {
                own.setException(error == null ? null : Failures.unwrap(error));
                EventHelper.notifyExchangeSent(
                        own.getContext(), own, producer.getEndpoint(), (System.nanoTime() - begun) / 1_000_000);
            }
            if (error != null) {
                LOG.warn("Run {} of agent {} has failed", runId, history.run().agent(), Failures.unwrap(error));
            }
            boolean parked = done != null && done.status() == RunResult.Status.PARKED;
            if (waiter != null && !parked) {
                finish(waiter.result(), done, error);
            } else if (error == null && exchange == null && !parked) {
                deliver(setup, done, own);
            }
        });
        return result;
    }

    private static void finish(CompletableFuture<RunResult> waiter, RunResult done, Throwable error) {
        if (error == null) {
            waiter.complete(done);
        } else {
            waiter.completeExceptionally(error);
        }
    }

    private static void deliver(AgentSetup setup, RunResult result, Exchange exchange) {
        EndpointCall target = setup.resumeTo();
        if (target == null) {
            return;
        }
        Replies.write(exchange.getMessage(), result);
        if (result.sessionId() != null) {
            exchange.getMessage().setHeader(AgentConstants.SESSION_ID, result.sessionId());
        }
        exchange.getMessage().setHeader(AgentConstants.NAME, setup.name());
        target.send(exchange, exchange.getMessage().getBody(), copy -> {}).whenComplete((sent, error) -> {
            if (error != null) {
                LOG.warn(
                        "The answer of run {} could not be delivered to {}",
                        result.runId(),
                        URISupport.sanitizeUri(target.uri()),
                        Failures.unwrap(error));
            }
        });
    }
}
