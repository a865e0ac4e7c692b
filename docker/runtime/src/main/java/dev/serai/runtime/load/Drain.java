package dev.serai.runtime.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;

/** Lets routes take nothing new and waits, without a thread and within bounds, until what runs in them has ended. */
final class Drain {

    private static final long LOOK = 20;

    private final ModelCamelContext context;
    private final ScheduledExecutorService loop;
    private final Executor workers;

    Drain(CamelContext context, ScheduledExecutorService loop, Executor workers) {
        this.context = (ModelCamelContext) context;
        this.loop = loop;
        this.workers = workers;
    }

    /**
     * True when nothing runs any more, false when the time is over.
     *
     * @param resolved gives an address without its placeholders
     */
    CompletionStage<Boolean> routes(List<String> ids, long millis, UnaryOperator<String> resolved) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        var routes =
                ids.stream().map(context::getRoute).filter(Objects::nonNull).toList();
        var intake = routes.stream()
                .filter(route -> route.getConsumer() != null && !internal(route.getConsumer()))
                .map(route -> CompletableFuture.runAsync(
                                () -> ServiceHelper.suspendService(route.getConsumer()), workers)
                        .exceptionally(failure -> null))
                .toArray(CompletableFuture[]::new);
        var round = new Round(routes, deadline, resolved);
        CompletableFuture.allOf(intake)
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .thenRunAsync(round::look, loop);
        return round.done;
    }

    /** What is called by other routes goes on until they have ended: a run that began needs the tools that it calls. */
    private static boolean internal(Consumer consumer) {
        var scheme = consumer.getEndpoint().getEndpointUri().split(":", 2)[0];
        return scheme.equals("tool")
                || scheme.equals("kamelet")
                || consumer instanceof ShutdownAware aware
                        && aware.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
    }

    /** The routes of one file on their way to rest. */
    private final class Round {

        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private final List<Route> routes;
        private final long deadline;
        private final Map<Route, String> addresses = new HashMap<>();
        private final Map<Route, Set<String>> calls = new HashMap<>();
        /** Routes called by others whose callers wait by now, and from when on nothing can have come through. */
        private final Map<Route, Long> resting = new HashMap<>();

        Round(List<Route> routes, long deadline, UnaryOperator<String> resolved) {
            this.routes = routes;
            this.deadline = deadline;
            for (var route : routes) {
                if (lets(route.getConsumer())) {
                    addresses.put(route, plain(route.getEndpoint().getEndpointUri()));
                }
                var named = new HashSet<String>();
                var definition = context.getRouteDefinition(route.getRouteId());
                if (definition != null) {
                    Steps.addresses(definition).stream()
                            .skip(1)
                            .forEach(address -> named.add(plain(resolved.apply(address.uri()))));
                }
                calls.put(route, named);
            }
        }

        private void look() {
            addresses.forEach((route, address) -> {
                if (waits(route)
                        && routes.stream()
                                .filter(other -> other != route && calls(other, address))
                                .allMatch(this::quiet)) {
                    rest(route);
                }
            });
            if (routes.stream().allMatch(route -> waits(route) ? !running(route) : quiet(route))) {
                // Those that are left call one another, so that none of them can be the first.
                addresses.keySet().stream().filter(this::waits).forEach(this::rest);
            }
            if (routes.stream().allMatch(this::quiet)) {
                done.complete(true);
            } else if (System.nanoTime() >= deadline) {
                done.complete(false);
            } else {
                loop.schedule(this::look, LOOK, TimeUnit.MILLISECONDS);
            }
        }

        private void rest(Route route) {
            ServiceHelper.suspendService(route.getConsumer());
            resting.put(route, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(slack(route)));
        }

        /** Whether the route is to be put to rest and is not yet. */
        private boolean waits(Route route) {
            return addresses.containsKey(route) && !resting.containsKey(route);
        }

        private boolean calls(Route other, String address) {
            return calls.get(other).stream()
                    // What a message says may be any address that begins like it.
                    .anyMatch(called -> called.contains("{")
                            ? address.startsWith(called.split("[${]", 2)[0])
                            : called.equals(address));
        }

        private boolean running(Route route) {
            return context.getInflightRepository().size(route.getRouteId()) > 0;
        }

        private boolean quiet(Route route) {
            if (addresses.containsKey(route)) {
                // What waits in its queue is for the next version.
                return !running(route) && resting.containsKey(route) && System.nanoTime() >= resting.get(route);
            }
            return !running(route) && pending(route) == 0;
        }
    }

    private static int pending(Route route) {
        return route.getConsumer() instanceof ShutdownAware aware ? aware.getPendingExchangesSize() : 0;
    }

    /** Whether callers of the route wait while it is suspended: those of direct by themselves, those of seda in a queue. */
    private static boolean lets(Consumer consumer) {
        return consumer instanceof SedaConsumer || consumer instanceof DirectConsumer;
    }

    /** A consumer may just have taken a message when it is suspended; one of seda goes on until its poll has ended. */
    private static long slack(Route route) {
        return 2 * LOOK
                + (route.getConsumer() instanceof SedaConsumer seda
                        ? seda.getEndpoint().getPollTimeout()
                        : 0);
    }

    private static String plain(String uri) {
        return uri == null ? "{" : uri.replace("://", ":").split("\\?", 2)[0];
    }
}
