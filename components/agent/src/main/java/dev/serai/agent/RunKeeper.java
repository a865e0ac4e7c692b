package dev.serai.agent;

import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStore;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the stores that this process lives, takes over runs of processes that don't, and clears out old runs. */
final class RunKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);
    private static final int AT_ONCE = 20;
    private static final Duration PERIOD = Agents.LEASE.dividedBy(3);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofHours(1);

    private final CamelContext context;
    private final Agents agents;
    private final Duration keep;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private Instant cleared = Instant.EPOCH;

    /** @param keep how long ended runs are kept */
    RunKeeper(CamelContext context, Agents agents, Duration keep) {
        this.context = context;
        this.agents = agents;
        this.keep = keep;
    }

    void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(() -> tick(scheduler), 1, PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    private void tick(ScheduledExecutorService scheduler) {
        try {
            for (var store : agents.stores()) {
                store.renew(agents.owner(), Agents.LEASE).whenComplete(RunKeeper::log);
            }
            takeOver(scheduler);
            if (cleared.plus(BETWEEN_CLEARINGS).isBefore(Instant.now())) {
                cleared = Instant.now();
                agents.stores()
                        .forEach(store -> store.prune(Instant.now().minus(keep)).whenComplete(RunKeeper::log));
            }
        } catch (RuntimeException e) {
            // The next tick must come in any case.
            log(null, e);
        }
    }

    /** Not before all routes are there, since a run needs its tools. */
    private void takeOver(ScheduledExecutorService scheduler) {
        if (context.isStarted()) {
            agents.all().forEach(this::takeOver);
        } else if (!scheduler.isShutdown()) {
            scheduler.schedule(() -> takeOver(scheduler), 1, TimeUnit.SECONDS);
        }
    }

    private void takeOver(AgentProducer producer) {
        var setup = producer.setup();
        if (setup == null || setup.resumeTo() == null) {
            return;
        }
        setup.runs()
                .interrupted(setup.name(), AT_ONCE)
                .thenAccept(ids -> ids.forEach(id -> goOn(id, setup.runs())))
                .whenComplete(RunKeeper::log);
        // A process may end between a person's decision and what follows from it.
        setup.runs()
                .find(setup.name(), RunStatus.PARKED, 0, AT_ONCE)
                .thenAccept(runs -> runs.stream()
                        .filter(run -> run.updated().plus(Agents.LEASE).isBefore(Instant.now()))
                        .forEach(run -> goOn(run.id(), setup.runs())))
                .whenComplete(RunKeeper::log);
    }

    private void goOn(String runId, RunStore store) {
        if (taken.size() >= AT_ONCE || !taken.add(runId)) {
            return;
        }
        CompletableFuture<RunResult> work = agents.goOn(runId, store, null);
        work.whenComplete((done, error) -> taken.remove(runId));
    }

    private static void log(Object done, Throwable error) {
        if (error != null) {
            LOG.warn(
                    "The store of the runs does not answer: {}",
                    Failures.unwrap(error).getMessage());
        }
    }
}
