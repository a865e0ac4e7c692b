package dev.serai.daytona;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Gateway;
import dev.serai.daytona.client.PulledStream;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a stream when its exchange fails, ends with another body or has nobody who waits for its answer; else the caller
 * reads it, and begins to within idleTimeout.
 */
public final class CloseUnread extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(CloseUnread.class);

    private final PulledStream stream;
    private final Gateway gateway;

    private CloseUnread(PulledStream stream, Gateway gateway) {
        this.stream = stream;
        this.gateway = gateway;
    }

    /** Makes the stream the body of the exchange, and looks after it. */
    public static void body(Exchange exchange, PulledStream stream, Gateway gateway) {
        exchange.getMessage().setBody(stream);
        exchange.getExchangeExtension().addOnCompletion(new CloseUnread(stream, gateway));
    }

    @Override
    public void onFailure(Exchange exchange) {
        close();
    }

    @Override
    public void onComplete(Exchange exchange) {
        var grace = gateway.limits().idle();
        if (exchange.getMessage().getBody() != stream || !exchange.getPattern().isOutCapable()) {
            close();
        } else if (stream.isUntouched() && !grace.isZero() && !grace.isNegative()) {
            var port = gateway.port();
            try {
                port.timer()
                        .schedule(
                                () -> port.executor().execute(this::giveUpUntouched),
                                grace.toMillis(),
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The component is being stopped, and its connections with it.
                close();
            }
        }
    }

    private void giveUpUntouched() {
        if (stream.isUntouched()) {
            stream.giveUp(
                    new DaytonaException(DaytonaError.STALLED, "nobody began to read the stream within idleTimeout"));
        }
    }

    private void close() {
        try {
            stream.close();
        } catch (Exception e) {
            LOG.debug("a stream that nobody reads could not be closed", e);
        }
    }
}
