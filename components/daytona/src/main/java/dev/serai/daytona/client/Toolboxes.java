package dev.serai.daytona.client;

import dev.serai.support.service.Replies;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the way into sandboxes, and remembers it for a while: it costs a request each. Only ids are remembered, since a
 * name may be that of another sandbox a moment later.
 */
public final class Toolboxes {

    private static final int MOST_KNOWN = 1_000;
    private static final long KNOWN_FOR = Duration.ofMinutes(1).toNanos();

    private final Gateway gateway;
    private final SandboxApi sandboxes;
    private final Duration waitLimit;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Known(Toolbox toolbox, long since) {}

    /** @param waitLimit how long a sandbox that is starting is waited for */
    public Toolboxes(Gateway gateway, SandboxApi sandboxes, Duration waitLimit) {
        this.gateway = gateway;
        this.sandboxes = sandboxes;
        this.waitLimit = waitLimit;
    }

    public CompletableFuture<Toolbox> of(String idOrName) {
        synchronized (known) {
            var found = known.get(idOrName);
            if (found != null && System.nanoTime() - found.since() < KNOWN_FOR) {
                return CompletableFuture.completedFuture(found.toolbox());
            }
        }
        return sandboxes.get(idOrName).thenCompose(this::running).thenCompose(this::of);
    }

    /** The way into a sandbox that has just been described. */
    public CompletableFuture<Toolbox> of(Sandbox sandbox) {
        return into(sandbox).thenApply(toolbox -> {
            remember(toolbox);
            return toolbox;
        });
    }

    public void forget(String id) {
        synchronized (known) {
            known.remove(id);
        }
    }

    private void remember(Toolbox toolbox) {
        synchronized (known) {
            known.remove(toolbox.id());
            known.put(toolbox.id(), new Known(toolbox, System.nanoTime()));
        }
    }

    private CompletableFuture<Sandbox> running(Sandbox sandbox) {
        if (sandbox.isStarted()) {
            return CompletableFuture.completedFuture(sandbox);
        }
        if (sandbox.failed()) {
            throw sandbox.failure();
        }
        if (!sandbox.runsSoon()) {
            throw new DaytonaException(
                    sandbox.isGone() ? SandboxError.LOST : SandboxError.NOT_STARTED,
                    "the sandbox " + sandbox.id() + " is in the state " + sandbox.state());
        }
        return sandboxes.await(sandbox.id(), Set.of(Sandbox.STARTED), waitLimit);
    }

    private CompletableFuture<Toolbox> into(Sandbox sandbox) {
        if (sandbox.toolbox() != null && !sandbox.toolbox().isBlank()) {
            return CompletableFuture.completedFuture(toolbox(sandbox.id(), sandbox.toolbox()));
        }
        var call = gateway.api("GET", "/sandbox/" + Segment.of(sandbox.id()) + "/toolbox-proxy-url")
                .build();
        return gateway.ask(call, Family.SANDBOX)
                .thenApply(answer -> toolbox(sandbox.id(), Replies.text(answer, "url")));
    }

    private Toolbox toolbox(String id, String proxy) {
        try {
            var base = URI.create((proxy.endsWith("/") ? proxy : proxy + "/") + Segment.of(id));
            if (base.getHost() != null && Set.of("http", "https").contains(base.getScheme())) {
                return new Toolbox(gateway, sandboxes, id, base);
            }
        } catch (RuntimeException e) {
            // reported below
        }
        throw gateway.faults(gateway.api(), false).unreadable("names no address for the inside of sandbox " + id);
    }
}
