package dev.serai.support.camel;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes an answer that its exchange leaves unread, so that no connection waits for ever. */
final class CloseLeft extends SynchronizationAdapter {

    private final AnswerStream stream;
    private final ScheduledExecutorService timer;
    private final Duration grace;

    /**
     * @param grace how long the caller has to begin with reading, where the stream is what the exchange gives
     */
    CloseLeft(AnswerStream stream, ScheduledExecutorService timer, Duration grace) {
        this.stream = stream;
        this.timer = timer;
        this.grace = grace;
    }

    @Override
    public void onFailure(Exchange exchange) {
        stream.close();
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (exchange.getMessage().getBody() != stream || !exchange.getPattern().isOutCapable()) {
            stream.close();
        } else if (stream.isUntouched() && !grace.isZero() && !grace.isNegative()) {
            try {
                timer.schedule(this::closeUntouched, grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The component is being stopped, and its connections with it.
                stream.close();
            }
        }
    }

    private void closeUntouched() {
        if (stream.isUntouched()) {
            stream.giveUp("the answer was closed, since nobody began to read it within idleTimeout");
        }
    }
}
