package dev.serai.modal;

import dev.serai.modal.client.data.Queues;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Takes values out of a queue, one exchange each, and the next ones when these are done. What is taken out is gone: a
 * route that must not lose a value keeps it before it works on it.
 */
public class ModalQueueConsumer extends DefaultConsumer {

    private static final Duration WAIT = Duration.ofSeconds(50);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ModalEndpoint endpoint;
    private Queues queues;
    private volatile CompletableFuture<List<Object>> asking;
    private volatile Duration pause = FIRST_PAUSE;
    private volatile long asked;

    /** Counts starts, so that what an earlier one left behind does not go on beside the new one. */
    private volatile int round;

    public ModalQueueConsumer(ModalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (endpoint.getName() == null) {
            throw Settings.bad("a queue to consume needs a name, as in modal:queue/name");
        }
        queues = endpoint.workspace().client().queues();
        round++;
        ask(round);
    }

    @Override
    protected void doStop() throws Exception {
        round++;
        if (asking != null) {
            asking.cancel(true);
        }
        super.doStop();
    }

    private void ask(int mine) {
        if (mine != round || !isRunAllowed()) {
            return;
        }
        var options = endpoint.getConfiguration();
        asked = System.nanoTime();
        asking = queues.get(endpoint.getName(), options.getPartition(), options.getMaxItems(), WAIT);
        asking.whenComplete((values, error) -> {
            if (error == null) {
                pause = FIRST_PAUSE;
                // A route may block, which the threads that bring answers must not.
                endpoint.getComponent().routeThreads().alone(() -> next(mine, values.iterator()));
            } else {
                failed(mine, Failures.unwrap(error));
            }
        });
        if (mine != round) {
            asking.cancel(true);
        }
    }

    private void next(int mine, Iterator<Object> values) {
        if (!values.hasNext()) {
            ask(mine);
            return;
        }
        var value = values.next();
        var exchange = createExchange(false);
        if (value instanceof ModalException unreadable) {
            getExceptionHandler()
                    .handleException("a value of the queue is lost, as it can't be read", exchange, unreadable);
            releaseExchange(exchange, false);
            endpoint.getComponent().routeThreads().alone(() -> next(mine, values));
            return;
        }
        exchange.getMessage().setBody(value);
        getAsyncProcessor().process(exchange, done -> {
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("a value of the queue failed", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
            endpoint.getComponent().routeThreads().alone(() -> next(mine, values));
        });
    }

    private void failed(int mine, Throwable error) {
        if (mine != round) {
            return;
        }
        if (error instanceof ModalException known && known.error() == ModalError.QUEUE_EMPTY) {
            // A service that does not wait as it should is not asked without a pause.
            var early = System.nanoTime() - asked < FIRST_PAUSE.toNanos();
            later(mine, early ? FIRST_PAUSE : Duration.ZERO);
            return;
        }
        getExceptionHandler().handleException("the queue '" + endpoint.getName() + "' can't be asked", error);
        var wait = pause;
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        later(mine, wait);
    }

    private void later(int mine, Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> ask(mine));
    }
}
