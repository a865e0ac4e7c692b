package dev.serai.people;

import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after tasks: goes on with those that a crash has left, ends those that are due, clears out old ones. */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int AT_ONCE = 50;
    private static final Duration PERIOD = GoingOn.LEASE.dividedBy(3);
    private static final Duration FIRST_LOOKS = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofHours(1);

    private final CamelContext context;
    private final TaskStore store;
    private final GoingOn goingOn;
    private final Inbox inbox;
    private final Notifiers notifiers;
    private final Duration keep;
    private final ScheduledExecutorService scheduler;
    private Instant cleared = Instant.EPOCH;
    private volatile Duration retry = RETRY;

    /** @param keep how long closed tasks are kept */
    Keeper(
            CamelContext context,
            TaskStore store,
            GoingOn goingOn,
            Inbox inbox,
            Notifiers notifiers,
            Duration keep,
            ScheduledExecutorService scheduler) {
        this.context = context;
        this.store = store;
        this.goingOn = goingOn;
        this.inbox = inbox;
        this.notifiers = notifiers;
        this.keep = keep;
        this.scheduler = scheduler;
    }

    void setRetry(Duration retry) {
        this.retry = retry;
    }

    void start() {
        scheduler.scheduleWithFixedDelay(this::tick, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
        tickWhenStarted();
    }

    /** As soon as all routes are there, since what asked goes on in them. */
    private void tickWhenStarted() {
        if (context.isStarted()) {
            tick();
        } else if (!context.isStopping() && !context.isStopped()) {
            scheduler.schedule(this::tickWhenStarted, FIRST_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void tick() {
        try {
            store.renew(goingOn.owner(), GoingOn.LEASE)
                    .thenCompose(renewed -> goingOn.letLostGo())
                    .whenComplete(Keeper::log);
            goingOn.closeEnded().whenComplete(Keeper::log);
            // While the context is suspended, what is under way stays this process's, and nothing new begins.
            if (!context.isStarted()) {
                return;
            }
            store.claimable(goingOn.owner(), AT_ONCE + goingOn.busy())
                    .thenAccept(ids -> ids.forEach(goingOn::goOn))
                    .whenComplete(Keeper::log);
            lookForDue();
            if (cleared.plus(BETWEEN_CLEARINGS).isBefore(Instant.now())) {
                cleared = Instant.now();
                store.prune(Instant.now().minus(keep)).whenComplete(Keeper::log);
            }
        } catch (RuntimeException e) {
            // The next tick must come in any case.
            log(null, e);
        }
    }

    /** Looks at once when the task is due, which may be long before the next tick. */
    void watch(Task task) {
        if (task.due() == null) {
            return;
        }
        var millis = Math.max(0, Duration.between(Instant.now(), task.due()).toMillis()) + 1;
        if (millis > PERIOD.toMillis()) {
            return;
        }
        try {
            scheduler.schedule(this::lookForDue, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Task {} is due after the next start", task.id());
        }
    }

    private void lookForDue() {
        store.due(Instant.now(), AT_ONCE)
                .thenAccept(tasks -> tasks.forEach(task -> CompletableFuture.completedFuture(task)
                        .thenCompose(this::overdue)
                        .whenComplete((done, error) -> said(task, error))))
                .whenComplete(Keeper::log);
    }

    private CompletionStage<?> overdue(Task task) {
        var origin = task.origin();
        return switch (origin.whenDue()) {
            case FAIL ->
                goingOn.isTooEarly(task, task.asked().plusSeconds(origin.dueSeconds()))
                        ? postponed(task, retry, () -> CompletableFuture.completedFuture(null))
                        : inbox.decide(task, Outcome.OVERDUE, null, null);
            // First of all it is put off: when it cannot be answered, it must not stand before the others for ever.
            case ANSWER -> postponed(task, retry, () -> inbox.decide(task, Outcome.ANSWERED, origin.dueAnswer(), null));
            case REMIND ->
                postponed(
                        task,
                        Duration.ofSeconds(Math.max(1, origin.dueSeconds())),
                        () -> inbox.get(task.id()).thenAccept(now -> {
                            watch(now);
                            notifiers.tell(now);
                        }));
        };
    }

    /** Does it if no other process does. */
    private CompletionStage<?> postponed(Task task, Duration time, Supplier<CompletionStage<?>> what) {
        return store.remind(task.id(), task.due(), Instant.now().plus(time))
                .thenCompose(mine -> mine ? what.get() : CompletableFuture.completedFuture(null));
    }

    private static void said(Task task, Throwable error) {
        if (error != null) {
            LOG.warn(
                    "Task {} is due, but cannot go on: {}",
                    task.id(),
                    Failures.unwrap(error).getMessage());
        }
    }

    private static void log(Object done, Throwable error) {
        if (error != null) {
            LOG.warn(
                    "The store of the tasks does not answer: {}",
                    Failures.unwrap(error).getMessage());
        }
    }
}
