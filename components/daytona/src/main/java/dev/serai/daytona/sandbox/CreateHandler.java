package dev.serai.daytona.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Makes a sandbox, or takes one that has the labels already. */
public final class CreateHandler implements OperationHandler {

    /** What can be brought back to work. */
    private static final Set<String> ASLEEP = Set.of("stopped", "archived", "paused");

    private final Access access;
    private final boolean wait;
    private final boolean find;
    private final Map<Map<String, String>, CompletableFuture<Sandbox>> searches = new HashMap<>();

    public CreateHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        wait = endpoint.getSandboxOptions().isWait();
        find = endpoint.getOperation().equals("sandbox/find-or-create");
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var sandbox = find ? found(arguments) : created(arguments);
        return sandbox.thenAccept(made -> SandboxAnswer.put(exchange, made));
    }

    private CompletableFuture<Sandbox> created(Arguments arguments) {
        var wish = SandboxWish.of(arguments, access.target());
        return made(wish).thenCompose(this::awaited);
    }

    private CompletableFuture<Sandbox> made(ObjectNode wish) {
        return wait
                ? access.sandboxes().create(wish, access.waitLimit())
                : access.sandboxes().create(wish);
    }

    private CompletableFuture<Sandbox> awaited(Sandbox sandbox) {
        return !wait || sandbox.isStarted()
                ? CompletableFuture.completedFuture(sandbox)
                : access.sandboxes().await(sandbox.id(), Set.of(Sandbox.STARTED), access.waitLimit());
    }

    /** Exchanges that look for the same at the same time share one search, so that only one sandbox is made. */
    private CompletableFuture<Sandbox> found(Arguments arguments) {
        var labels = arguments.map("labels");
        if (labels.isEmpty()) {
            throw Arguments.bad("sandbox/find-or-create is told no label to look for, such as label.job=42");
        }
        // Before others begin to wait for it: a mistake in it ends no search.
        var wish = SandboxWish.of(arguments, access.target());
        CompletableFuture<Sandbox> search;
        synchronized (searches) {
            var underWay = searches.get(labels);
            if (underWay != null) {
                return underWay;
            }
            search = new CompletableFuture<>();
            searches.put(labels, search);
        }
        CompletableFuture.completedFuture(labels)
                .thenCompose(access.sandboxes()::labelled)
                .thenCompose(all -> usable(all, labels)
                        .thenCompose(known -> known == null
                                ? made(wish).thenCompose(this::awaited)
                                : CompletableFuture.completedFuture(known)))
                .whenComplete((sandbox, error) -> {
                    synchronized (searches) {
                        searches.remove(labels);
                    }
                    if (error == null) {
                        search.complete(sandbox);
                    } else {
                        search.completeExceptionally(error);
                    }
                });
        return search;
    }

    /** One that runs, else one that will, else one that can be woken; null where there is none. */
    private CompletableFuture<Sandbox> usable(List<Sandbox> all, Map<String, String> labels) {
        // The server is believed no more than what it shows.
        var matching = all.stream()
                .filter(sandbox -> sandbox.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
        for (var sandbox : matching) {
            if (sandbox.isStarted()) {
                return CompletableFuture.completedFuture(sandbox);
            }
        }
        for (var sandbox : matching) {
            if (sandbox.runsSoon()) {
                return awaited(sandbox);
            }
        }
        for (var sandbox : matching) {
            if (ASLEEP.contains(sandbox.state())) {
                return access.sandboxes().act(sandbox.id(), "/start").thenCompose(this::awaited);
            }
        }
        return CompletableFuture.completedFuture(null);
    }
}
