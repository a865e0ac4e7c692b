package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SteadySedaTest {

    private static final int STOPS = 200_000;

    /** Two endpoints of one queue: the one is stopped again and again, the other keeps the queue. */
    private static int missing(DefaultCamelContext context) throws Exception {
        var sent = context.getEndpoint("seda:a?timeout=1", SedaEndpoint.class);
        context.getEndpoint("seda:a", SedaEndpoint.class).getQueue();
        var missing = new AtomicInteger();
        var stopping = new AtomicBoolean(true);
        var sender = new Thread(() -> {
            while (stopping.get()) {
                if (sent.getQueueReference() == null) {
                    missing.incrementAndGet();
                }
            }
        });
        sender.start();
        try {
            for (int i = 0; i < STOPS && missing.get() == 0; i++) {
                sent.stop();
            }
        } finally {
            stopping.set(false);
            sender.join();
        }
        return missing.get();
    }

    @Test
    void whoSendsWhileAnEndpointIsStoppedFindsItsQueue() throws Exception {
        try (var context = new DefaultCamelContext()) {
            SteadySeda.addTo(context);
            context.start();
            assertThat(missing(context)).isZero();
        }
    }

    @Test
    void optionsAreSetAsOnCamelsOwn() throws Exception {
        try (var context = new DefaultCamelContext()) {
            SteadySeda.addTo(context);
            context.start();
            var endpoint =
                    context.getEndpoint("seda:b?size=7&pollTimeout=50&multipleConsumers=true", SedaEndpoint.class);
            assertThat(endpoint.getQueue().remainingCapacity()).isEqualTo(7);
            assertThat(endpoint.getPollTimeout()).isEqualTo(50);
            assertThat(endpoint.isMultipleConsumers()).isTrue();
        }
    }
}
