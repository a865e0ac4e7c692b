package dev.serai.daytona.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is given back while nobody waits for it. Only who closes the connections has to wait, and not for long. */
public final class Farewells {

    private static final Logger LOG = LoggerFactory.getLogger(Farewells.class);

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    public void add(CompletableFuture<?> farewell) {
        underWay.add(farewell);
        farewell.whenComplete((done, error) -> underWay.remove(farewell));
    }

    /** Waits until all that is under way has ended, or the time is over. */
    public void awaitAll(Duration limit) {
        var all = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.debug("something could not be given back: {}", e.getCause().getMessage());
        } catch (TimeoutException e) {
            LOG.warn("{} requests that give sandboxes or commands back were not answered in time", underWay.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
