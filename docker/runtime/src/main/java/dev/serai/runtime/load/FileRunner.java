package dev.serai.runtime.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts files into the context and takes them out, and switches their routes. All of it runs on the loop. */
final class FileRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FileRunner.class);

    /** Nothing runs any more, so that Camel only has to find that out. */
    private static final long QUIET_MILLIS = 2000;

    /** What a consumer has to stop. */
    private static final long END_MILLIS = 5000;

    private final CamelContext context;
    private final FolderSettings settings;
    private final ScheduledExecutorService loop;
    private final Consumer<String> changed;
    private final FileParser parser;
    private final Drain drain;
    private final Starts starts;
    private final Switches switches;
    private final Executor workers;
    /** Of files that are being replaced, by their paths. */
    private final Map<String, List<HeldQueue>> held = new ConcurrentHashMap<>();

    private volatile LiveFile adding;

    FileRunner(
            CamelContext context,
            FolderSettings settings,
            FileParser parser,
            ScheduledExecutorService loop,
            ExecutorService workers,
            Consumer<String> changed) {
        this.context = context;
        this.settings = settings;
        this.parser = parser;
        this.loop = loop;
        this.changed = changed;
        this.workers = workers;
        this.drain = new Drain(context, loop, workers);
        this.starts = new Starts(context, loop, workers);
        this.switches = new Switches(settings.switches());
    }

    /** A route that could not start, with its id for the line. */
    private static final class NotStarted extends FailedToStartRouteException {
        private static final long serialVersionUID = 1L;

        NotStarted(String id, Throwable cause) {
            super(id, "it does not start", cause);
        }
    }

    /** A resource was found in a folder; while a file is being added, it is that file that reads it. */
    void resource(Path file) {
        var now = adding;
        if (now != null) {
            now.resources.add(file);
        }
    }

    /** Adds a file and starts its routes. Answers with what is wrong; if anything is, nothing of it is left. */
    CompletionStage<List<FileProblem>> load(Unit unit, ParsedFile parsed) {
        var live = new LiveFile(context, parser, parsed);
        try {
            adding = live;
            live.add();
        } catch (Exception | LinkageError | StackOverflowError e) {
            return undo(unit, live, e);
        } finally {
            adding = null;
        }
        unit.live = live;
        var ids = parsed.routeIds().stream()
                .filter(id -> switches.of(id).orElse(!live.manual(id)))
                .toList();
        return starts.start(live, ids, settings.startLimit().toMillis(), (id, failure) -> late(unit, live, id, failure))
                .thenCompose(outcome -> {
                    if (!outcome.failed().isEmpty()) {
                        var failed = outcome.failed().entrySet().iterator().next();
                        return undo(unit, live, new NotStarted(failed.getKey(), failed.getValue()));
                    }
                    unit.problems = outcome.slow().stream()
                            .map(id -> slow(unit, live, id))
                            .toList();
                    unit.problems.forEach(FileRunner::warn);
                    return CompletableFuture.completedFuture(List.of());
                });
    }

    static void warn(FileProblem problem) {
        LOG.warn("[{}] {}: {}. {}", problem.code(), problem.place(), problem.reason(), problem.remedy());
    }

    private FileProblem slow(Unit unit, LiveFile live, String id) {
        return ProblemFinder.problem(
                unit.path,
                live.line(id),
                0,
                LoadError.SLOW_START,
                "The route " + id + " has not started within "
                        + settings.startLimit().toMillis() + " ms");
    }

    private void late(Unit unit, LiveFile live, String id, Throwable failure) {
        if (unit.live == live) {
            var others = unit.problems.stream()
                    .filter(problem -> !problem.equals(slow(unit, live, id)))
                    .toList();
            unit.problems =
                    failure == null ? others : ProblemFinder.of(unit.path, new NotStarted(id, failure), live.parsed());
            if (failure != null) {
                unit.problems.forEach(FileRunner::warn);
            }
            changed.accept(unit.path);
        }
    }

    /** Takes back what was added. Where a start cannot be ended, what was added stays, for it cannot be taken out. */
    private CompletionStage<List<FileProblem>> undo(Unit unit, LiveFile live, Throwable failure) {
        LOG.debug("{} cannot be loaded", unit.path, failure);
        var problems = ProblemFinder.of(unit.path, failure, live.parsed());
        return stop(live).handle((nothing, stuck) -> {
            if (stuck == null) {
                unit.live = null;
            } else {
                LOG.warn("What was added of {} cannot be taken back", unit.path, stuck);
            }
            return problems;
        });
    }

    /** Ends what is starting, before anything is stopped; fails if it cannot be ended. */
    CompletionStage<Void> settle(LiveFile live) {
        live.ending.values().removeIf(CompletableFuture::isDone);
        if (!live.ending.isEmpty()) {
            return CompletableFuture.failedFuture(notStopped(live));
        }
        live.works.values().forEach(work -> work.cancel(true));
        return CompletableFuture.allOf(live.starting.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                .thenRunAsync(
                        () -> {
                            if (!live.starting.isEmpty()) {
                                var id = live.starting.keySet().iterator().next();
                                throw new LoadException(
                                        LoadError.SLOW_START,
                                        "The route " + id + " is still starting and cannot be stopped",
                                        live.line(id));
                            }
                        },
                        loop);
    }

    /** Ends what runs and takes the file out; fails if a route's start or end cannot be ended. */
    CompletionStage<Void> stop(LiveFile live) {
        return settle(live)
                .thenCompose(
                        nothing -> drain.routes(live.routes(), settings.drain().toMillis(), live::address))
                .thenCompose(quiet -> end(live, live.routes()).thenAcceptAsync(nothing -> remove(live, quiet), loop));
    }

    /** Stops consumers beside the loop, for some of them wait for a server that is away. */
    private CompletionStage<Void> end(LiveFile live, List<String> ids) {
        for (var id : ids) {
            held.computeIfAbsent(live.parsed().source().path(), path -> new CopyOnWriteArrayList<>())
                    .addAll(HeldQueue.of(context, List.of(id)));
            live.ending.computeIfAbsent(id, key -> {
                var route = context.getRoute(id);
                var ended = CompletableFuture.runAsync(
                        () -> ServiceHelper.stopService(route == null ? null : route.getConsumer()), workers);
                // Camel stops it once more and says what is wrong with it.
                return ended.handle((nothing, failure) -> null);
            });
        }
        return CompletableFuture.allOf(live.ending.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, END_MILLIS, TimeUnit.MILLISECONDS)
                .thenRunAsync(
                        () -> {
                            live.ending.values().removeIf(CompletableFuture::isDone);
                            if (!live.ending.isEmpty()) {
                                throw notStopped(live);
                            }
                        },
                        loop);
    }

    private static LoadException notStopped(LiveFile live) {
        var id = live.ending.keySet().iterator().next();
        return new LoadException(
                LoadError.NOT_STOPPED, "The consumer of the route " + id + " does not stop", live.line(id));
    }

    /** What waited for routes of the file has a new version by now, or none. */
    void release(String path) {
        var queues = held.remove(path);
        if (queues != null) {
            queues.forEach(HeldQueue::release);
        }
    }

    private void remove(LiveFile live, boolean quiet) {
        if (!quiet) {
            LOG.warn(
                    "{}: running exchanges have not ended within {} ms; they are cut off.",
                    live.parsed().source().path(),
                    settings.drain().toMillis());
        }
        var queues = held.getOrDefault(live.parsed().source().path(), List.of());
        try {
            queues.forEach(HeldQueue::hide);
            live.remove(quiet ? QUIET_MILLIS : 1);
        } catch (Exception e) {
            throw new CompletionException(e);
        } finally {
            queues.forEach(HeldQueue::show);
        }
    }

    /** Keeps that a person has switched the route, and does it; the caller sees to it that nothing else goes on. */
    CompletionStage<Void> turn(Unit unit, String id, boolean on) {
        var live = unit.live;
        try {
            switches.put(id, on);
        } catch (java.io.IOException e) {
            LOG.warn("That {} is switched {} is not kept over a restart", id, on ? "on" : "off", e);
        }
        if (live.running(id) == on) {
            return CompletableFuture.completedFuture(null);
        }
        return on ? on(unit, live, id) : off(live, id);
    }

    private CompletionStage<Void> on(Unit unit, LiveFile live, String id) {
        return starts.start(
                        live,
                        List.of(id),
                        settings.startLimit().toMillis(),
                        (late, failure) -> late(unit, live, late, failure))
                .thenAccept(outcome -> {
                    if (!outcome.failed().isEmpty()) {
                        throw new LoadException(
                                LoadError.NOT_STARTED,
                                "The route " + id + " does not start: "
                                        + ProblemFinder.clean(ProblemFinder.reason(
                                                outcome.failed().get(id))));
                    }
                });
    }

    private CompletionStage<Void> off(LiveFile live, String id) {
        return drain.routes(List.of(id), settings.drain().toMillis(), live::address)
                .thenCompose(quiet -> end(live, List.of(id)).thenRunAsync(() -> stopRoute(live, id, quiet), loop));
    }

    private void stopRoute(LiveFile live, String id, boolean quiet) {
        var path = live.parsed().source().path();
        var queues = held.getOrDefault(path, List.of());
        try {
            queues.forEach(HeldQueue::hide);
            context.getRouteController().stopRoute(id, quiet ? QUIET_MILLIS : 1, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new CompletionException(e);
        } finally {
            queues.forEach(HeldQueue::show);
        }
    }
}
