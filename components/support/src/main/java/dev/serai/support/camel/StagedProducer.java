package dev.serai.support.camel;

import dev.serai.support.error.Failures;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Starts what an exchange asks for and goes on when it is done. No thread waits in between. */
public abstract class StagedProducer extends DefaultAsyncProducer {

    protected StagedProducer(Endpoint endpoint) {
        super(endpoint);
    }

    /** Begins the work; the stage completes when the message holds the answer. */
    protected abstract CompletionStage<?> handle(Exchange exchange) throws Exception;

    /** Where routes go on. */
    protected abstract Executor routeThreads();

    /** Camel does not stop what has failed to start. */
    @Override
    protected void doFail(Exception e) {
        try {
            doStop();
        } catch (Exception second) {
            e.addSuppressed(second);
        }
        super.doFail(e);
    }

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<?> work;
        try {
            work = handle(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        work.whenCompleteAsync(
                (done, error) -> {
                    if (error != null) {
                        exchange.setException(Failures.unwrap(error));
                    }
                    callback.done(false);
                },
                routeThreads());
        return false;
    }
}
