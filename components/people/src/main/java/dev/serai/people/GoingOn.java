package dev.serai.people;

import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskStatus;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import dev.serai.support.route.Continuation;
import dev.serai.support.route.ExchangeText;
import dev.serai.support.route.RouteError;
import dev.serai.support.route.RouteException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what asked, once there is an outcome. An answer is kept before anything follows from it, and a task is
 * closed when what follows has ended; what a crash leaves in between is gone on with again, from the question on.
 */
final class GoingOn {

    /** How long a task belongs to a process that has given no sign of life. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** What a continued exchange brings to the step that has asked. */
    static final String RESUMED = "CamelPeopleResumed";

    private static final Logger LOG = LoggerFactory.getLogger(GoingOn.class);
    private static final int LONGEST_ERROR = 500;

    /** How long a route that is not there may still come: files are loaded late, replaced, mended. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final CamelContext context;
    private final TaskStore store;
    private final Executor threads;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, Waiter> waiters = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Optional<String>> ended = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Instant began = Instant.now();
    private volatile Duration patience = PATIENCE;
    private volatile boolean stopped;

    GoingOn(CamelContext context, TaskStore store, Executor threads) {
        this.context = context;
        this.store = store;
        this.threads = threads;
    }

    String owner() {
        return owner;
    }

    /**
     * An exchange waits for the task; said before the task is known to anybody.
     *
     * @return completes with null when this process will not hear of an outcome: it stops, or has lost the task
     */
    CompletableFuture<Task> expect(String taskId, Exchange exchange) {
        var waiter = new Waiter(new CompletableFuture<>(), exchange);
        waiters.put(taskId, waiter);
        if (stopped) {
            letGo(taskId);
        }
        return waiter.outcome();
    }

    void forget(String taskId) {
        waiters.remove(taskId);
    }

    /** Whether what asked can go on, here and now. */
    void check(Task task) {
        if (task.awaited() || waiters.containsKey(task.id())) {
            return;
        }
        if (task.origin().approvalId() != null) {
            decisions();
        } else {
            rest(task);
        }
    }

    private Decisions decisions() {
        var decisions = context.getCamelContextExtension().getContextPlugin(Decisions.class);
        if (decisions == null) {
            throw new PeopleException(
                    PeopleError.CANNOT_GO_ON,
                    "no agent runs here that the decision could go to",
                    "Start a route with the agent, then answer again; or cancel the task.");
        }
        return decisions;
    }

    private Continuation rest(Task task) {
        var origin = task.origin();
        if (!origin.resumable()) {
            throw new PeopleException(
                    PeopleError.CANNOT_GO_ON,
                    "the exchange that waited for the answer has ended with its process",
                    "Cancel the task, and begin anew from the start of the route.");
        }
        var route = route(origin);
        if (route == null) {
            throw new PeopleException(PeopleError.CANNOT_GO_ON, "there is no route '" + origin.routeId() + "' now");
        }
        try {
            return Continuation.atAddress(route, origin.address());
        } catch (RouteException e) {
            throw new PeopleException(PeopleError.CANNOT_GO_ON, e.getFact(), e);
        }
    }

    /** Camel numbers routes without an id, so that another one may have the same by now. */
    private Route route(Origin origin) {
        if (origin.from() == null) {
            return context.getRoute(origin.routeId());
        }
        var routes = context.getRoutes().stream()
                .filter(route -> !route.isCustomId() && origin.from().equals(from(route)))
                .toList();
        return routes.size() == 1 ? routes.get(0) : null;
    }

    /** Without passwords. */
    static String from(Route route) {
        return URISupport.sanitizeUri(route.getEndpoint().getEndpointUri());
    }

    /**
     * Whether the route or the agents that the task goes on with are not here, but may still come, here or in another
     * process.
     *
     * @param since when it was decided, or should have been
     */
    boolean isTooEarly(Task task, Instant since) {
        if (task.awaited() || waiters.containsKey(task.id()) || isHere(task.origin())) {
            return false;
        }
        var from = since.isAfter(began) ? since : began;
        var early = Instant.now().isBefore(from.plus(patience));
        if (early && told.add(task.id())) {
            LOG.warn("Task {} goes on as soon as its route runs here", task.id());
        }
        return early;
    }

    private boolean isHere(Origin origin) {
        if (origin.approvalId() != null) {
            return context.getCamelContextExtension().getContextPlugin(Decisions.class) != null;
        }
        if (!origin.resumable()) {
            // Nothing that comes would help.
            return true;
        }
        var route = route(origin);
        var status = route == null ? null : context.getRouteController().getRouteStatus(route.getRouteId());
        return status != null && status.isStarted();
    }

    void setPatience(Duration patience) {
        this.patience = patience;
    }

    /** In the background; does nothing when somebody else is at it, or might soon be able to. */
    void goOn(String taskId) {
        if (ended.containsKey(taskId) || !underWay.add(taskId)) {
            return;
        }
        store.get(taskId)
                .thenCompose(found -> found.filter(task -> isDecided(task) && isTooEarly(task, task.decided()))
                                .isPresent()
                        ? CompletableFuture.completedFuture(Optional.<Task>empty())
                        : claimed(taskId))
                .thenComposeAsync(
                        found -> found.isEmpty() ? CompletableFuture.<Void>completedFuture(null) : goOn(found.get()),
                        threads)
                .whenComplete((done, error) -> {
                    underWay.remove(taskId);
                    if (error != null) {
                        LOG.warn(
                                "Task {} cannot go on: {}",
                                taskId,
                                Failures.unwrap(error).getMessage());
                    }
                });
    }

    private static boolean isDecided(Task task) {
        return task.status() == TaskStatus.GOES_ON && task.decided() != null;
    }

    private CompletionStage<Optional<Task>> claimed(String taskId) {
        told.remove(taskId);
        return store.claim(taskId, owner, LEASE).thenCompose(mine -> mine ? store.get(taskId) : lost(taskId));
    }

    private CompletionStage<Optional<Task>> lost(String taskId) {
        letGo(taskId);
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Lets go the exchanges whose tasks another process took over, since this one gave no sign of life for too long: nobody
     * would ever tell them.
     */
    CompletionStage<Void> letLostGo() {
        var waiting = Set.copyOf(waiters.keySet());
        return waiting.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : store.owned(owner)
                        .thenAccept(owned -> waiting.stream()
                                .filter(id -> !owned.contains(id))
                                .forEach(this::letGoIfLost));
    }

    /** It may also be just about to be added. */
    private void letGoIfLost(String taskId) {
        store.get(taskId)
                .thenAccept(found ->
                        found.filter(task -> !task.isOpen() || !task.awaited()).ifPresent(task -> goOn(taskId)));
    }

    private CompletionStage<Void> goOn(Task task) {
        if (task.status() != TaskStatus.GOES_ON) {
            return CompletableFuture.completedFuture(null);
        }
        var waiter = waiters.remove(task.id());
        if (waiter != null) {
            return handOver(task, waiter);
        }
        try {
            return task.origin().approvalId() != null ? decide(task) : runRest(task);
        } catch (SeraiException e) {
            return again(task, e);
        }
    }

    /** Such as when the route was taken away meanwhile. Only an answer has somebody who would give it again. */
    private CompletionStage<Void> again(Task task, Throwable error) {
        LOG.warn("Task {} cannot go on: {}", task.id(), error.getMessage());
        return task.outcome() == Outcome.ANSWERED
                ? store.reopen(task.id(), error.getMessage())
                : close(task.id(), error.getMessage());
    }

    private CompletionStage<Void> handOver(Task task, Waiter waiter) {
        var ended = new CompletableFuture<Void>();
        waiter.exchange().getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange exchange) {
                closed(task, exchange).whenComplete((done, error) -> ended.complete(null));
            }
        });
        waiter.outcome().complete(task);
        return ended;
    }

    private CompletionStage<Void> decide(Task task) {
        var answer = task.answer();
        var allowed = task.outcome() == Outcome.ANSWERED && PeopleApprovals.ALLOW.equals(answer.choice());
        var reason = task.outcome() == Outcome.ANSWERED
                ? answer.text()
                : task.outcome() == Outcome.OVERDUE ? "Nobody has answered in time." : "The question was cancelled.";
        var decisions = decisions();
        return decisions
                .decide(task.origin().approvalId(), new Decision(allowed, task.by(), allowed ? null : reason))
                .handle((done, error) ->
                        error == null ? close(task.id(), null) : notTaken(task, decisions, Failures.unwrap(error)))
                .thenCompose(same -> same);
    }

    /** What was decided somewhere else, or has gone with its process, must not be asked again. */
    private CompletionStage<Void> notTaken(Task task, Decisions decisions, Throwable error) {
        return decisions
                .isSettled(task.origin().approvalId(), task.origin().agent())
                .exceptionally(unknown -> false)
                .thenCompose(settled -> settled ? close(task.id(), error.getMessage()) : again(task, error));
    }

    private CompletionStage<Void> runRest(Task task) {
        var rest = rest(task);
        return store.kept(task.id())
                .thenApplyAsync(kept -> restored(task, kept.map(Kept::exchange).orElse(null)), threads)
                .thenCompose(rest::run)
                .handle((exchange, error) ->
                        error == null ? closed(task, exchange) : again(task, Failures.unwrap(error)))
                .thenCompose(same -> same);
    }

    private Exchange restored(Task task, String kept) {
        if (kept == null) {
            throw new RouteException(RouteError.BAD_TEXT, "the exchange of the task was not kept");
        }
        var exchange = new DefaultExchange(context);
        ExchangeText.read(kept, exchange);
        exchange.setProperty(RESUMED, new Resumed(task, exchange.getExchangeId()));
        return exchange;
    }

    private CompletionStage<Void> closed(Task task, Exchange exchange) {
        var error = exchange.getException();
        return close(task.id(), error == null ? null : shown(error));
    }

    /** What has ended must not begin again because the store does not answer just now. */
    private CompletionStage<Void> close(String taskId, String error) {
        ended.put(taskId, Optional.ofNullable(error));
        return store.close(taskId, error, Instant.now()).thenAccept(done -> ended.remove(taskId));
    }

    /** Tries again to close what has ended. */
    CompletionStage<Void> closeEnded() {
        return CompletableFuture.allOf(ended.entrySet().stream()
                .map(one -> close(one.getKey(), one.getValue().orElse(null)).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** How many tasks that go on are seen to already. */
    int busy() {
        return underWay.size() + ended.size();
    }

    private static String shown(Throwable error) {
        var text = error instanceof SeraiException
                ? error.getMessage()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) + "..." : text;
    }

    /** Nobody will answer here any more: exchanges that wait hear of no outcome, and are parked. */
    void stop() {
        stopped = true;
        waiters.keySet().forEach(this::letGo);
    }

    private void letGo(String taskId) {
        var waiter = waiters.remove(taskId);
        if (waiter != null) {
            threads.execute(() -> waiter.outcome().complete(null));
        }
    }

    /** An answer is for one exchange: others may bring it along as copies, such as those of seda and wireTap. */
    record Resumed(Task task, String exchangeId) {}

    private record Waiter(CompletableFuture<Task> outcome, Exchange exchange) {}
}
