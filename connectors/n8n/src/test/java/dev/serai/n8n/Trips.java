package dev.serai.n8n;

import dev.serai.items.model.ItemRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Which trips there were through routes that something else than the test has begun. */
final class Trips extends EventNotifierSupport {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<ItemRun> runs = new ArrayList<>();
    private final Set<String> underWay = new HashSet<>();
    private Throwable failure;

    @Override
    public synchronized void notify(CamelEvent event) {
        if (!(event instanceof CamelEvent.ExchangeEvent of)) {
            return;
        }
        var exchange = of.getExchange();
        if (event instanceof CamelEvent.ExchangeCreatedEvent) {
            underWay.add(exchange.getExchangeId());
        } else if (event instanceof CamelEvent.ExchangeCompletedEvent
                || event instanceof CamelEvent.ExchangeFailedEvent) {
            underWay.remove(exchange.getExchangeId());
            if (exchange.getException() != null) {
                failure = exchange.getException();
            }
            var run = exchange.getProperty("CamelItemsRun", ItemRun.class);
            if (run != null && runs.stream().noneMatch(known -> known == run)) {
                runs.add(run);
            }
        }
    }

    synchronized void clear() {
        runs.clear();
        failure = null;
    }

    synchronized List<ItemRun> all() {
        return List.copyOf(runs);
    }

    synchronized Throwable failure() {
        return failure;
    }

    private synchronized boolean areOver() {
        return underWay.isEmpty();
    }

    /** Until nothing runs any more. */
    void awaitEnd() {
        await(this::areOver);
    }

    /** Until each node has run as often as in n8n: what goes on behind an answer may begin after it. */
    void awaitAll(Recorded one) {
        await(() -> areOver()
                && one.nodes().stream()
                        .allMatch(node -> count(node) >= one.runs(node).size()));
    }

    private int count(String node) {
        return all().stream().mapToInt(run -> run.runs(node)).sum();
    }

    private static void await(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            // The comparison tells what is missing.
        }
    }
}
