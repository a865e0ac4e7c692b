package dev.serai.runtime.load;

import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Starts routes beside each other: the consumer first, outside of Camel's lock, since a consumer that waits for a server
 * would keep all other routes from starting.
 */
final class Starts {

    private final CamelContext context;
    private final Executor loop;
    private final ExecutorService workers;

    Starts(CamelContext context, Executor loop, ExecutorService workers) {
        this.context = context;
        this.loop = loop;
        this.workers = workers;
    }

    /** What came of the starts when all had ended or the time was over. */
    record Outcome(Map<String, Throwable> failed, List<String> slow) {}

    /** Starts the routes of a file. A route that is slow is told to the listener when it has ended in one way or another. */
    CompletionStage<Outcome> start(LiveFile file, List<String> ids, long millis, BiConsumer<String, Throwable> late) {
        var outcome = new Outcome(new ConcurrentHashMap<>(), new ArrayList<>());
        var all = ids.stream().map(id -> start(file, id, outcome)).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all)
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .thenApplyAsync(
                        ended -> {
                            for (var i = 0; i < all.length; i++) {
                                if (!all[i].isDone()) {
                                    var id = ids.get(i);
                                    outcome.slow().add(id);
                                    all[i].thenRunAsync(
                                            () -> late.accept(
                                                    id, outcome.failed().get(id)),
                                            loop);
                                }
                            }
                            return outcome;
                        },
                        loop);
    }

    private CompletableFuture<Void> start(LiveFile file, String id, Outcome outcome) {
        var route = context.getRoute(id);
        var ended = new CompletableFuture<Void>();
        file.starting.put(id, ended);
        Future<?> work = workers.submit(() -> {
            try {
                ServiceHelper.startService(route.getConsumer());
                loop.execute(() -> finish(file, id, outcome, ended, null));
            } catch (Throwable failure) {
                loop.execute(() -> finish(file, id, outcome, ended, failure));
            }
        });
        file.works.put(id, work);
        return ended;
    }

    private void finish(LiveFile file, String id, Outcome outcome, CompletableFuture<Void> ended, Throwable failure) {
        var failed = failure;
        if (failed == null && file.starting.get(id) == ended) {
            try {
                context.getRouteController().startRoute(id);
            } catch (Exception e) {
                failed = e;
            }
        }
        if (failed != null) {
            outcome.failed().put(id, Failures.unwrap(failed));
        }
        file.starting.remove(id, ended);
        file.works.remove(id);
        ended.complete(null);
    }
}
