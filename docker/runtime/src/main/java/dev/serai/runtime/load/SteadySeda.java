package dev.serai.runtime.load;

import java.util.concurrent.BlockingQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.QueueReference;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * Camel's queues, whose endpoints can be stopped while somebody sends to them. Camel's own endpoint reads its reference
 * twice, and where it is stopped in between a sender is told that there is no queue, although it is kept.
 */
@org.apache.camel.spi.annotations.Component("seda")
final class SteadySeda extends SedaComponent {

    /** For all endpoints that come later. What a context has already stays. */
    static void addTo(CamelContext context) {
        if (context.hasComponent("seda") == null) {
            context.addComponent("seda", new SteadySeda());
        }
    }

    @Override
    protected SedaEndpoint createEndpoint(
            String uri, Component component, BlockingQueueFactory<Exchange> queues, int consumers) {
        return new Endpoint(uri, component, queues, consumers);
    }

    @Override
    protected SedaEndpoint createEndpoint(
            String uri, Component component, BlockingQueue<Exchange> queue, int consumers) {
        return new Endpoint(uri, component, queue, consumers);
    }

    private static final class Endpoint extends SedaEndpoint {

        Endpoint(String uri, Component component, BlockingQueueFactory<Exchange> queues, int consumers) {
            super(uri, component, queues, consumers);
        }

        Endpoint(String uri, Component component, BlockingQueue<Exchange> queue, int consumers) {
            super(uri, component, queue, consumers);
        }

        @Override
        public QueueReference getQueueReference() {
            var known = super.getQueueReference();
            return known == null
                    ? getComponent().getQueueReference(getComponent().getQueueKey(getEndpointUri()))
                    : known;
        }
    }
}
