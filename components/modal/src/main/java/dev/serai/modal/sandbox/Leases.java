package dev.serai.modal.sandbox;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.sandbox.Sandbox;
import dev.serai.modal.client.sandbox.Sandboxes;
import dev.serai.support.error.Failures;
import dev.serai.support.run.Owner;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes that an exchange has for itself. Each is ended with it, however that ends; what a crash leaves is ended at
 * the next start, and by the service itself when the sandbox's own time is over.
 */
public final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** After these nobody knows whether there is a sandbox. */
    private static final Set<ModalError> UNCLEAR = EnumSet.of(
            ModalError.UNREACHABLE,
            ModalError.NO_ANSWER,
            ModalError.CANCELLED,
            ModalError.SERVER_FAILED,
            ModalError.BAD_ANSWER,
            ModalError.BAD_ROUTER);

    private final Owner owner;
    private final Sandboxes sandboxes;
    private final Farewells farewells;
    private final String property = "CamelModalLease." + UUID.randomUUID();
    private final Set<Lease> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean swept = new AtomicBoolean();
    private volatile boolean closed;

    public Leases(Owner owner, Sandboxes sandboxes, Farewells farewells) {
        this.owner = owner;
        this.sandboxes = sandboxes;
        this.farewells = farewells;
    }

    /** Ends what a process of this owner has left behind that is no longer there. Once, and nobody waits for it. */
    void sweep() {
        if (!swept.compareAndSet(false, true)) {
            return;
        }
        // A context that stops at once closes the connections only after this.
        farewells.add(sandboxes.list(null, owner.labels()).handle(this::endLeft).thenCompose(ended -> ended));
    }

    private CompletableFuture<Void> endLeft(List<Sandbox> found, Throwable error) {
        if (error != null) {
            // So that the next start of a route tries again.
            swept.set(false);
            LOG.warn(
                    "what is left of sandboxes of '{}' could not be looked for: {}",
                    owner.name(),
                    Failures.unwrap(error).getMessage());
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(found.stream()
                .filter(sandbox -> owner.hasLeft(sandbox.tags()))
                .map(sandbox -> {
                    LOG.info("ending the sandbox {}, which a process that has ended left behind", sandbox.id());
                    return end(sandbox.id());
                })
                .toArray(CompletableFuture[]::new));
    }

    /** The sandbox of an exchange, the same one for all its steps; the first one decides what it is like. */
    CompletableFuture<Sandbox> of(Exchange exchange, SandboxWish wish) {
        var lease = exchange.getProperty(property, Lease.class);
        if (lease == null || lease.isOver()) {
            if (closed) {
                throw new ModalException(ModalError.CANCELLED, "the component is being stopped");
            }
            lease = new Lease(wish);
            exchange.setProperty(property, lease);
            exchange.getExchangeExtension().addOnCompletion(new AtEnd(lease));
            lease.begin();
        }
        // A copy, so that a step that is cancelled does not cancel what has to be ended.
        return lease.born.copy();
    }

    /** A sandbox is no longer there: the next step, or the next try, gets another one. */
    void lost(Exchange exchange) {
        var lease = exchange.getProperty(property, Lease.class);
        if (lease != null) {
            lease.giveUp();
        }
    }

    public void close() {
        closed = true;
        open.forEach(Lease::giveUp);
    }

    private CompletableFuture<Void> end(String id) {
        var ended = sandboxes.terminate(id).handle((done, error) -> {
            if (error != null) {
                LOG.warn(
                        "the sandbox {} could not be ended, the service will do it when its time is over: {}",
                        id,
                        Failures.unwrap(error).getMessage());
            }
            return (Void) null;
        });
        farewells.add(ended);
        return ended;
    }

    private final class Lease {

        private final String id = UUID.randomUUID().toString();
        private final CompletableFuture<Sandbox> born = new CompletableFuture<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final SandboxWish wish;

        Lease(SandboxWish wish) {
            this.wish = wish;
            open.add(this);
        }

        void begin() {
            sandboxes.create(wish.spec(owner.labels(id))).whenComplete((made, error) -> {
                if (error == null) {
                    born.complete(made);
                } else {
                    born.completeExceptionally(Failures.unwrap(error));
                    giveUp();
                }
            });
        }

        boolean isOver() {
            return over.get();
        }

        void giveUp() {
            if (over.compareAndSet(false, true)) {
                open.remove(this);
                farewells.add(born.handle((made, error) -> error == null ? end(made.id()) : endUnknown(error))
                        .thenCompose(ended -> ended));
            }
        }

        /** When the answer to the wish was lost, there may be a sandbox all the same. */
        private CompletableFuture<Void> endUnknown(Throwable error) {
            if (!(Failures.unwrap(error) instanceof ModalException known) || !UNCLEAR.contains(known.error())) {
                return CompletableFuture.completedFuture(null);
            }
            return sandboxes
                    .list(wish.app(), Map.of(Owner.LEASE, id))
                    .thenCompose(found -> CompletableFuture.allOf(
                            found.stream().map(left -> end(left.id())).toArray(CompletableFuture[]::new)));
        }
    }

    /** Runs when the exchange has come to its end, whichever way. */
    private static final class AtEnd extends SynchronizationAdapter {

        private final Lease lease;

        AtEnd(Lease lease) {
            this.lease = lease;
        }

        @Override
        public void onDone(Exchange exchange) {
            lease.giveUp();
        }
    }
}
