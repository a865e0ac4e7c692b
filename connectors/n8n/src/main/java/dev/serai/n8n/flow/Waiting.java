package dev.serai.n8n.flow;

import dev.serai.items.ItemsException;
import dev.serai.items.ItemsRuntime;
import dev.serai.items.state.StateStore;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.error.SeraiException;
import dev.serai.support.route.Continuation;
import dev.serai.support.route.RouteException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flows of a Camel context that wait. Where {@code serai.items.state} names a folder, those that can be gone on with
 * in another process are kept there. What wakes one takes it away first: of several at once one does, and what a crash
 * interrupts behind that does not run twice.
 */
final class Waiting extends ServiceSupport {

    /** Brings what has come for a step to the exchange that enters it again. */
    static final String RESUMED = "CamelN8nResumed";

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final int MOST = 10_000;
    /** Of one flow: a form that strangers may open must not stop all other flows from waiting. */
    private static final int SHARE = 2_000;

    private static final int MOST_USED = 1_000;
    private static final Duration RETRY = Duration.ofMinutes(5);
    private static final String STEP = "step";

    /** @param body null when the items go on as they came */
    record Resumed(String step, Object body, AtomicBoolean taken) {}

    /**
     * @param outcome what an exchange waits for; null for a flow that another process has begun
     * @param route where it waits
     */
    private record Entry(
            Parked parked, State state, CompletableFuture<Optional<Object>> outcome, Route route, boolean kept) {

        /** Whether the route was taken away or loaded anew, so that the exchange would go on in what has been stopped. */
        boolean isLeftBehind() {
            return outcome != null
                    && kept
                    && route != null
                    && route.getCamelContext().getRoute(route.getRouteId()) != route;
        }
    }

    /** A flow that has been taken away from those that wait. */
    record Taken(Parked parked, State state, java.util.function.Consumer<Object> goOn) {}

    private final CamelContext context;
    private final StateStore store;
    private final Beside beside;
    private final ScheduledExecutorService timer;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, ScheduledFuture<?>> times = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private boolean stopped;

    private Waiting(CamelContext context) {
        this.context = context;
        store = ItemsRuntime.of(context).kept("waiting");
        beside = Beside.of(context);
        timer = context.getExecutorServiceManager().newScheduledThreadPool(this, "n8n-waiting", profile());
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                letGo();
            }
        });
    }

    /** Camel's usual profile refuses more than 1,000 times. */
    private static ThreadPoolProfile profile() {
        var profile = new ThreadPoolProfile("n8n-waiting");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(-1);
        return profile;
    }

    static Waiting of(CamelContext context) {
        synchronized (context) {
            var known = context.hasService(Waiting.class);
            if (known != null) {
                return known;
            }
            var made = new Waiting(context);
            try {
                context.addService(made, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            return made;
        }
    }

    /**
     * @param route where the exchange waits
     * @param text what another process needs, or null where only this one can go on
     * @return what has come for it, or nothing when its time was over
     */
    CompletableFuture<Optional<Object>> park(Parked parked, State state, Route route, String text) {
        var name = name(parked.flow(), parked.token());
        var outcome = new CompletableFuture<Optional<Object>>();
        synchronized (this) {
            if (stopped) {
                throw stopping(false);
            }
            if (entries.size() >= MOST) {
                throw new N8nException(N8nError.TOO_MANY_WAIT, entries.size() + " flows wait already");
            }
            if (counts.getOrDefault(parked.flow(), 0) >= SHARE) {
                throw new N8nException(
                        N8nError.TOO_MANY_WAIT,
                        SHARE + " trips of the flow '" + parked.flow() + "' wait already, as many as of one may");
            }
            boolean kept = text != null && keep(parked, text);
            add(name, new Entry(parked, state, outcome, route, kept));
            try {
                watch(name, parked);
            } catch (RuntimeException e) {
                // The flow fails here, so nothing of it may go on later.
                drop(name);
                if (kept) {
                    store.remove(name);
                }
                throw e;
            }
            used.remove(name);
        }
        return outcome;
    }

    /** Whether there is a folder for what waits. */
    boolean keeps() {
        return store != null;
    }

    private boolean keep(Parked parked, String text) {
        if (store == null) {
            return false;
        }
        try {
            store.write(name(parked.flow(), parked.token()), text);
            return true;
        } catch (ItemsException e) {
            LOG.warn("A flow of '{}' waits that a restart would end: {}", parked.flow(), e.getMessage());
            return false;
        }
    }

    private void add(String name, Entry entry) {
        if (entries.put(name, entry) == null) {
            counts.merge(entry.parked().flow(), 1, Integer::sum);
        }
    }

    private void drop(String name) {
        var entry = entries.remove(name);
        if (entry != null) {
            counts.computeIfPresent(entry.parked().flow(), (flow, count) -> count == 1 ? null : count - 1);
        }
    }

    private void watch(String name, Parked parked) {
        if (parked.until() != null) {
            var millis =
                    Math.max(0, Duration.between(Instant.now(), parked.until()).toMillis());
            times.put(name, timer.schedule(() -> overdue(parked), millis, TimeUnit.MILLISECONDS));
        }
    }

    private void overdue(Parked parked) {
        try {
            take(parked).ifPresent(taken -> taken.goOn().accept(null));
        } catch (SeraiException e) {
            LOG.warn("A flow of '{}' whose time to wait is over cannot go on: {}", parked.flow(), e.getMessage());
            again(parked);
        }
    }

    /** Its route may be back by then. */
    private synchronized void again(Parked parked) {
        var name = name(parked.flow(), parked.token());
        var entry = entries.get(name);
        if (!stopped && entry != null && entry.parked() == parked) {
            times.put(name, timer.schedule(() -> overdue(parked), RETRY.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** Flows that waited when their process ended. */
    synchronized void load(String flow) {
        if (store != null) {
            store.names(flow + " ").forEach(this::loadOne);
        }
    }

    private void loadOne(String name) {
        if (stopped || entries.containsKey(name)) {
            return;
        }
        try {
            var text = store.read(name);
            if (text != null) {
                var parked = Parked.read(text);
                add(name, new Entry(parked, null, null, null, true));
                watch(name, parked);
            }
        } catch (SeraiException e) {
            LOG.warn(
                    "A flow of '{}' that waited cannot be gone on with: {}",
                    name.substring(0, name.lastIndexOf(' ')),
                    e.getMessage());
        }
    }

    synchronized Optional<Parked> find(String flow, String token) {
        if (!token.matches("[A-Za-z0-9_-]{20,60}")) {
            return Optional.empty();
        }
        var name = name(flow, token);
        if (!entries.containsKey(name) && store != null && !used.contains(name)) {
            loadOne(name);
        }
        return Optional.ofNullable(entries.get(name)).map(Entry::parked);
    }

    /** Whether it has waited and does so no more. */
    synchronized boolean isUsed(String flow, String token) {
        return used.contains(name(flow, token));
    }

    /** Whoever takes it lets it go on. What cannot go on yet waits on; then this fails. */
    synchronized Optional<Taken> take(Parked parked) {
        var name = name(parked.flow(), parked.token());
        var entry = entries.get(name);
        if (entry == null || entry.parked() != parked) {
            return Optional.empty();
        }
        boolean isHere = entry.outcome() != null && !entry.isLeftBehind();
        var taken = isHere ? here(entry) : restored(name, parked);
        if (entry.kept()) {
            remove(name, parked, isHere);
        }
        drop(name);
        var time = times.remove(name);
        if (time != null) {
            time.cancel(false);
        }
        used.add(name);
        if (used.size() > MOST_USED) {
            used.remove(used.iterator().next());
        }
        if (!isHere && entry.outcome() != null) {
            beside.execute(() -> entry.outcome()
                    .completeExceptionally(new N8nException(
                            N8nError.STOPS_WAITING, "its routes were loaded anew; the flow goes on in the new ones")));
        }
        return Optional.of(taken);
    }

    /** A file that stays would run the flow again, except where an exchange of this process must end. */
    private void remove(String name, Parked parked, boolean isHere) {
        try {
            store.remove(name);
        } catch (ItemsException e) {
            if (!isHere) {
                throw e;
            }
            LOG.warn("What was kept of a flow of '{}' stays, and the next process runs it again", parked.flow());
        }
    }

    private static Taken here(Entry entry) {
        return new Taken(entry.parked(), entry.state(), body -> entry.outcome().complete(Optional.ofNullable(body)));
    }

    private Taken restored(String name, Parked parked) {
        var text = store.read(name);
        if (text == null) {
            drop(name);
            throw new N8nException(N8nError.NOT_KEPT, "what was kept of a waiting flow has gone");
        }
        var exchange = Parked.restore(context, text);
        var rest = continuation(parked.flow(), parked.setting(STEP));
        return new Taken(parked, State.of(exchange), body -> goOn(parked, exchange, rest, body));
    }

    private void goOn(Parked parked, Exchange exchange, Continuation rest, Object body) {
        var state = State.of(exchange);
        exchange.setProperty(RESUMED, new Resumed(parked.setting(STEP), body, new AtomicBoolean()));
        beside.execute(() -> {
            try {
                rest.run(exchange).whenComplete((done, error) -> ended(parked, state, exchange, error));
            } catch (RuntimeException e) {
                ended(parked, state, exchange, e);
            }
        });
    }

    private void ended(Parked parked, State state, Exchange exchange, Throwable error) {
        var failure = error == null ? exchange.getException() : error;
        if (failure != null) {
            LOG.warn("A flow that had waited has failed: {}", failure.getMessage());
            trouble(parked, exchange, failure);
        }
        state.ended(exchange, failure);
    }

    /** What calls the error workflow stands in the route of the trigger, where a flow that goes on may never come. */
    private void trouble(Parked parked, Exchange exchange, Throwable failure) {
        var errors = parked.setting("errors");
        boolean waitsOn = String.valueOf(failure.getMessage()).contains("[" + N8nError.STOPS_WAITING.id() + "]");
        if (errors.isEmpty() || waitsOn || Flow.isToldOfTrouble(exchange)) {
            return;
        }
        try {
            exchange.setException(null);
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
            new Flow().trouble(exchange, parked.flow());
            beside.start(context.resolvePropertyPlaceholders(errors), exchange);
        } catch (RuntimeException e) {
            LOG.warn("The error workflow of '{}' cannot be called: {}", parked.flow(), e.getMessage());
        }
    }

    private Continuation continuation(String flow, String step) {
        for (var route : List.copyOf(context.getRoutes())) {
            if (route.getRouteId().startsWith(flow + "/")) {
                try {
                    var found = Continuation.at(route, step);
                    if (runs(route)) {
                        return found;
                    }
                    throw new N8nException(
                            N8nError.NOT_KEPT, "route '" + route.getRouteId() + "' does not run, so the flow waits on");
                } catch (RouteException e) {
                    LOG.trace("not in this route", e);
                }
            }
        }
        throw new N8nException(N8nError.NOT_KEPT, "there is no step '" + step + "' that the flow could go on with");
    }

    private boolean runs(Route route) {
        var status = context.getRouteController().getRouteStatus(route.getRouteId());
        return status != null && (status.isStarted() || status.isSuspended());
    }

    private static String name(String flow, String token) {
        return flow + " " + token;
    }

    private synchronized void letGo() {
        stopped = true;
        times.values().forEach(time -> time.cancel(false));
        times.clear();
        var all = List.copyOf(entries.values());
        entries.clear();
        counts.clear();
        // What holds Camel's shutdown up must end; what is kept goes on in the next process.
        all.stream()
                .filter(entry -> entry.outcome() != null)
                .forEach(entry -> beside.execute(() -> entry.outcome().completeExceptionally(stopping(entry.kept()))));
    }

    private static N8nException stopping(boolean kept) {
        return new N8nException(
                N8nError.STOPS_WAITING,
                kept
                        ? "this process ends; the flow waits on in the next one"
                        : "this process ends, and with it the wait");
    }

    @Override
    protected void doShutdown() {
        context.getExecutorServiceManager().shutdownNow(timer);
    }
}
