package dev.serai.modal;

import dev.serai.modal.client.function.Functions;
import dev.serai.modal.function.KeptCalls;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Waits for the results of calls that were spawned, one exchange each: for one call that the endpoint names, or for all
 * that are kept. A kept call is forgotten when its exchange has come through, so that a restart loses none.
 */
public class ModalResultConsumer extends DefaultConsumer {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ModalEndpoint endpoint;
    private final Map<String, CompletableFuture<?>> followed = new ConcurrentHashMap<>();
    private Functions functions;
    private KeptCalls kept;

    /** Counts starts, so that what an earlier one left behind does not go on beside the new one. */
    private volatile int round;

    public ModalResultConsumer(ModalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        functions = endpoint.workspace().client().functions();
        round++;
        if (endpoint.getName() != null) {
            follow(round, new CallStore.Kept(null, endpoint.getName(), true));
            return;
        }
        kept = KeptCalls.of(endpoint)
                .orElseThrow(() -> Settings.bad("results are followed either of one call, as in modal:result/fc-123,"
                        + " or of those that callFolder or callStore keeps"));
        look(round);
    }

    @Override
    protected void doStop() throws Exception {
        round++;
        // To cancel means to stop waiting; the calls themselves go on.
        followed.values().forEach(waiting -> waiting.cancel(true));
        followed.clear();
        super.doStop();
    }

    private void look(int mine) {
        if (mine != round) {
            return;
        }
        kept.followed().whenComplete((calls, error) -> {
            if (error != null) {
                getExceptionHandler().handleException("the kept calls can't be listed", Failures.unwrap(error));
            } else {
                // What is done and no longer kept need not be known any more.
                var ids = calls.stream().map(CallStore.Kept::callId).collect(Collectors.toSet());
                followed.entrySet().removeIf(known -> known.getValue().isDone() && !ids.contains(known.getKey()));
                calls.forEach(call -> follow(mine, call));
            }
            later(error == null ? LOOK_EVERY : PAUSE, () -> look(mine));
        });
    }

    private void follow(int mine, CallStore.Kept call) {
        if (mine != round || followed.containsKey(call.callId())) {
            return;
        }
        var result = functions.result(call.callId(), Duration.ZERO);
        followed.put(call.callId(), result);
        result.whenComplete((value, error) -> {
            if (mine != round) {
                return;
            }
            if (error == null || KeptCalls.isOver(error)) {
                // A route may block, which the threads that bring answers must not.
                endpoint.getComponent().routeThreads().alone(() -> hand(mine, call, value, error));
            } else {
                getExceptionHandler()
                        .handleException(
                                "the call " + call.callId() + " can't be followed for now", Failures.unwrap(error));
                again(mine, call);
            }
        });
    }

    private void again(int mine, CallStore.Kept call) {
        later(PAUSE, () -> {
            // After another start the entry is one of that start's.
            if (mine == round) {
                followed.remove(call.callId());
                follow(mine, call);
            }
        });
    }

    private void hand(int mine, CallStore.Kept call, Object value, Throwable error) {
        var exchange = createExchange(false);
        exchange.getMessage().setHeader(ModalConstants.CALL_ID, call.callId());
        if (call.key() != null) {
            exchange.getMessage().setHeader(ModalConstants.CALL_KEY, kept.plain(call));
        }
        if (error != null) {
            done(call);
            getExceptionHandler()
                    .handleException("the call " + call.callId() + " failed", exchange, Failures.unwrap(error));
            releaseExchange(exchange, false);
            return;
        }
        exchange.getMessage().setBody(value);
        getAsyncProcessor().process(exchange, synchronous -> processed(mine, call, exchange));
    }

    private void processed(int mine, CallStore.Kept call, Exchange exchange) {
        if (exchange.getException() == null) {
            done(call);
        } else {
            getExceptionHandler()
                    .handleException("the result of " + call.callId() + " failed", exchange, exchange.getException());
            if (call.key() != null) {
                again(mine, call);
            }
        }
        releaseExchange(exchange, false);
    }

    private void done(CallStore.Kept call) {
        if (call.key() != null) {
            kept.forget(call.key());
        }
    }

    private void later(Duration wait, Runnable task) {
        try {
            var port = endpoint.getComponent().port();
            port.timer().schedule(() -> port.executor().execute(task), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The component is closed.
        }
    }
}
