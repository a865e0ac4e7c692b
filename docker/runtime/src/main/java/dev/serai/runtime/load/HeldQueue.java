package dev.serai.runtime.load;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that wait for a route in memory, kept while its file is replaced: Camel drops a queue together with the last
 * endpoint that uses it, and waits for a queue to be empty before it stops the route that would empty it.
 */
final class HeldQueue {

    private static final Logger LOG = LoggerFactory.getLogger(HeldQueue.class);

    private final SedaEndpoint endpoint;
    private final BlockingQueue<Exchange> queue;
    private final int size;
    private final SedaEndpoint holder;

    private HeldQueue(SedaEndpoint endpoint) {
        this.endpoint = endpoint;
        this.queue = endpoint.getQueue();
        this.size = endpoint.getSize();
        var component = (SedaComponent) endpoint.getComponent();
        // Another option makes it another endpoint of the same queue.
        holder = new SedaEndpoint(endpoint.getEndpointUri().split("\\?", 2)[0] + "?held=true", component, queue);
        holder.setCamelContext(endpoint.getCamelContext());
        component.getOrCreateQueue(holder, null, null, null);
    }

    /** Those of all routes that have one. */
    static List<HeldQueue> of(CamelContext context, List<String> routes) {
        return routes.stream()
                .map(context::getRoute)
                .filter(Objects::nonNull)
                .map(Route::getConsumer)
                .filter(SedaConsumer.class::isInstance)
                .map(consumer -> new HeldQueue(((SedaConsumer) consumer).getEndpoint()))
                .toList();
    }

    /** Lets Camel find an empty queue when it stops the route; who sends uses the real one. */
    void hide() {
        endpoint.setQueue(new LinkedBlockingQueue<>());
    }

    /** Where other routes use the endpoint it was not taken away, and the next version has it too. */
    void show() {
        if (!endpoint.isShutdown()) {
            endpoint.setQueue(queue);
            endpoint.setSize(size);
        }
    }

    /** Whether a route takes what waits. */
    boolean taken() {
        var component = (SedaComponent) endpoint.getComponent();
        var reference = component.getQueueReference(component.getQueueKey(endpoint.getEndpointUri()));
        return reference != null && reference.hasConsumers();
    }

    /** From now on the queue lives as long as somebody uses it. */
    void release() {
        var taken = taken();
        holder.shutdown();
        if (!queue.isEmpty() && !taken) {
            LOG.warn(
                    "{} messages wait for {}, from which no route takes them now.",
                    queue.size(),
                    holder.getEndpointBaseUri());
        }
    }
}
