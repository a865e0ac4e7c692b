package dev.serai.runtime.load;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;

/** Lets routes take nothing new and waits, without a thread and within bounds, until what runs in them has ended. */
final class Drain {

    private static final long LOOK = 20;

    private final CamelContext context;
    private final ScheduledExecutorService loop;
    private final Executor workers;

    Drain(CamelContext context, ScheduledExecutorService loop, Executor workers) {
        this.context = context;
        this.loop = loop;
        this.workers = workers;
    }

    /** True when nothing runs any more, false when the time is over. */
    CompletionStage<Boolean> routes(List<String> ids, long millis) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        var routes =
                ids.stream().map(context::getRoute).filter(Objects::nonNull).toList();
        var intake = routes.stream()
                .filter(route -> route.getConsumer() != null && !internal(route.getConsumer()))
                .map(route -> CompletableFuture.runAsync(
                                () -> ServiceHelper.suspendService(route.getConsumer()), workers)
                        .exceptionally(failure -> null))
                .toArray(CompletableFuture[]::new);
        var done = new CompletableFuture<Boolean>();
        CompletableFuture.allOf(intake)
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .thenRunAsync(() -> look(routes, deadline, done), loop);
        return done;
    }

    private void look(List<Route> routes, long deadline, CompletableFuture<Boolean> done) {
        if (routes.stream().allMatch(this::quiet)) {
            done.complete(true);
        } else if (System.nanoTime() >= deadline) {
            done.complete(false);
        } else {
            loop.schedule(() -> look(routes, deadline, done), LOOK, TimeUnit.MILLISECONDS);
        }
    }

    private boolean quiet(Route route) {
        var pending = route.getConsumer() instanceof ShutdownAware aware ? aware.getPendingExchangesSize() : 0;
        return pending == 0 && context.getInflightRepository().size(route.getRouteId()) == 0;
    }

    /** What is called by other routes goes on until they have ended: a run that began needs the tools that it calls. */
    private static boolean internal(Consumer consumer) {
        var scheme = consumer.getEndpoint().getEndpointUri().split(":", 2)[0];
        return scheme.equals("tool")
                || scheme.equals("kamelet")
                || consumer instanceof ShutdownAware aware
                        && aware.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
    }
}
