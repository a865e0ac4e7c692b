package dev.serai.daytona.lease;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Gateway;
import dev.serai.daytona.client.Sandbox;
import dev.serai.daytona.client.SandboxApi;
import dev.serai.support.error.Failures;
import dev.serai.support.run.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes that an exchange or a session has for itself. Each is deleted when that ends, however it ends; what a crash
 * leaves is deleted at the next start, and by the service itself after a time without use.
 */
public final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int IDLE_MINUTES = 15;
    private static final Duration DELETE_LIMIT = Duration.ofMinutes(1);

    private final Owner owner;
    private final SandboxApi sandboxes;
    private final Gateway gateway;
    private final String property = "CamelDaytonaLease." + UUID.randomUUID();
    private final Set<Lease> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Lease> sessions = new ConcurrentHashMap<>();
    private final AtomicBoolean swept = new AtomicBoolean();
    private volatile boolean closed;

    Leases(Owner owner, SandboxApi sandboxes, Gateway gateway) {
        this.owner = owner;
        this.sandboxes = sandboxes;
        this.gateway = gateway;
    }

    /** Deletes what a process of this owner has left behind that is no longer there. Once; only the end waits for it. */
    public void sweep() {
        if (!swept.compareAndSet(false, true)) {
            return;
        }
        gateway.farewells()
                .add(sandboxes.labelled(owner.labels()).handle(this::deleteLeft).thenCompose(left -> left));
    }

    private CompletableFuture<?> deleteLeft(List<Sandbox> found, Throwable error) {
        if (error != null) {
            LOG.warn(
                    "what is left of sandboxes of '{}' could not be looked for: {}",
                    owner.name(),
                    Failures.unwrap(error).getMessage());
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(found.stream()
                .filter(sandbox -> !sandbox.isGone() && owner.hasLeft(sandbox.labels()))
                .map(sandbox -> {
                    LOG.info("deleting the sandbox {}, which a process that has ended left behind", sandbox.id());
                    return delete(sandbox.id());
                })
                .toArray(CompletableFuture[]::new));
    }

    /** The sandbox of an exchange, the same one for all its steps. */
    public CompletableFuture<Sandbox> ofExchange(Exchange exchange, ObjectNode wish, Duration limit) {
        return held(exchange, property, wish, terms -> {
            var lease = new Lease(terms, terms, limit);
            exchange.getExchangeExtension().addOnCompletion(new AtEnd(lease::giveUp));
            return lease;
        });
    }

    /** The sandbox of a session, for as many exchanges as there are. It is kept until nobody has used it for a time. */
    public CompletableFuture<Sandbox> ofSession(
            Exchange exchange, String session, ObjectNode wish, Duration idle, Duration limit) {
        return held(exchange, property(session), wish, terms -> {
            // The service must not stop it while it may still be used.
            var told = terms.deepCopy().put("autoStopInterval", (int) Math.max(IDLE_MINUTES, idle.toMinutes() + 2));
            var lease = sessions.compute(
                    session, (name, known) -> known != null && known.begin() ? known : new Lease(terms, told, limit));
            exchange.getExchangeExtension().addOnCompletion(new AtEnd(() -> lease.rest(idle)));
            return lease;
        });
    }

    private CompletableFuture<Sandbox> held(
            Exchange exchange, String property, ObjectNode wish, Function<ObjectNode, Lease> taken) {
        var lease = exchange.getProperty(property, Lease.class);
        var terms = wish;
        if (lease != null && lease.binds()) {
            LeaseTerms.check(lease.terms, wish);
            // One that stands for a lost one is to be like it, whatever the step that has noticed it leaves open.
            terms = lease.terms;
        }
        if (lease == null || lease.isOver()) {
            if (closed) {
                throw new DaytonaException(DaytonaError.CANCELLED, "the component is being stopped");
            }
            lease = taken.apply(terms);
            exchange.setProperty(property, lease);
            // That of a session may be another's.
            LeaseTerms.check(lease.terms, terms);
        }
        lease.start();
        return lease.sandbox;
    }

    private String property(String session) {
        return session == null ? property : property + "." + session;
    }

    /**
     * A sandbox is no longer there: the next step, or the next try, gets another one.
     *
     * @param session null for the sandbox of the exchange
     */
    public void lost(Exchange exchange, String session) {
        var lease = exchange.getProperty(property(session), Lease.class);
        if (lease != null) {
            lease.giveUp();
        }
    }

    void close() {
        closed = true;
        open.forEach(Lease::giveUp);
    }

    private CompletableFuture<?> delete(String id) {
        var deleted = sandboxes.deleteSurely(id, DELETE_LIMIT);
        gateway.farewells().add(deleted);
        return deleted.whenComplete((gone, error) -> {
            if (error != null) {
                LOG.warn(
                        "the sandbox {} could not be deleted, the service will do it when it is idle: {}",
                        id,
                        Failures.unwrap(error).getMessage());
            }
        });
    }

    /** One sandbox and those who use it. */
    private final class Lease {

        private final String id = UUID.randomUUID().toString();
        private final CompletableFuture<Sandbox> born = new CompletableFuture<>();
        private final CompletableFuture<Sandbox> sandbox = new CompletableFuture<>();
        private final ObjectNode terms;
        private final ObjectNode wish;
        private final Duration limit;
        private final AtomicBoolean begun = new AtomicBoolean();
        private int users = 1;
        private Future<?> expiry = CompletableFuture.completedFuture(null);
        private boolean over;

        /**
         * @param terms what its users have been promised
         * @param told what the service is told, of which some is decided here
         */
        Lease(ObjectNode terms, ObjectNode told, Duration limit) {
            this.terms = terms;
            wish = labelled(told.deepCopy());
            this.limit = limit;
            open.add(this);
        }

        /** Not while the lease is being put into its place, since it may fail at once and be taken out again. */
        void start() {
            if (begun.compareAndSet(false, true)) {
                create();
            }
        }

        private ObjectNode labelled(ObjectNode asked) {
            var labels = asked.path("labels") instanceof ObjectNode given ? given : asked.putObject("labels");
            owner.labels(id).forEach(labels::put);
            // Deleted by the service as soon as it stops, which it does when nobody uses it.
            asked.put("autoDeleteInterval", 0);
            if (!asked.path("autoStopInterval").isInt()
                    || asked.path("autoStopInterval").asInt() <= 0) {
                asked.put("autoStopInterval", IDLE_MINUTES);
            }
            return asked;
        }

        private void create() {
            sandboxes.create(wish, limit).whenComplete((made, error) -> {
                if (error == null) {
                    born.complete(made);
                } else {
                    born.completeExceptionally(Failures.unwrap(error));
                }
            });
            born.thenCompose(made -> made.isStarted()
                            ? CompletableFuture.completedFuture(made)
                            : sandboxes.await(made.id(), Set.of(Sandbox.STARTED), limit))
                    .whenComplete((started, error) -> {
                        if (error == null) {
                            sandbox.complete(started);
                        } else {
                            giveUp();
                            sandbox.completeExceptionally(Failures.unwrap(error));
                        }
                    });
        }

        synchronized boolean isOver() {
            return over;
        }

        /** Whether its exchange counts on what it is like; not where it has never been there. */
        boolean binds() {
            return !isOver() || sandbox.isDone() && !sandbox.isCompletedExceptionally();
        }

        /** Another exchange uses it; false where it is over. */
        synchronized boolean begin() {
            if (over) {
                return false;
            }
            users++;
            expiry.cancel(false);
            return true;
        }

        /** One exchange has ended; when nobody begins within the time it is deleted. */
        void rest(Duration idle) {
            boolean closing = false;
            synchronized (this) {
                if (over || --users > 0) {
                    return;
                }
                try {
                    expiry = gateway.port()
                            .timer()
                            .schedule(
                                    () -> gateway.port().executor().execute(this::expire),
                                    idle.toMillis(),
                                    TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    closing = true;
                }
            }
            if (closing) {
                giveUp();
            }
        }

        private void expire() {
            synchronized (this) {
                if (over || users > 0) {
                    return;
                }
                over = true;
            }
            delete();
        }

        void giveUp() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            delete();
        }

        /** Without a lock: whoever looks for a session's sandbox holds that of the map first and this one's then. */
        private void delete() {
            open.remove(this);
            sessions.values().remove(this);
            gateway.farewells()
                    .add(born.handle((made, error) ->
                                    error == null ? Leases.this.delete(made.id()) : deleteUnknown(error))
                            .thenCompose(deleted -> deleted));
        }

        /** When the answer to the wish was lost, or is that of a proxy, there may be a sandbox all the same. */
        private CompletableFuture<?> deleteUnknown(Throwable error) {
            if (Failures.unwrap(error) instanceof DaytonaException known
                    && known.getStatus() >= 400
                    && known.getStatus() < 500) {
                return CompletableFuture.completedFuture(null);
            }
            return sandboxes
                    .labelled(Map.of(Owner.LEASE, id))
                    .thenCompose(found -> CompletableFuture.allOf(found.stream()
                            .map(left -> Leases.this.delete(left.id()))
                            .toArray(CompletableFuture[]::new)));
        }
    }

    /** Runs when the exchange has come to its end, whichever way. */
    private static final class AtEnd extends SynchronizationAdapter {

        private final Runnable task;

        AtEnd(Runnable task) {
            this.task = task;
        }

        @Override
        public void onDone(Exchange exchange) {
            task.run();
        }
    }
}
