package dev.serai.ollama;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.doctor.ModelEvent;
import dev.serai.ollama.doctor.Patience;
import dev.serai.support.camel.Watch;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches which models are in the servers' memory, and sends an exchange for each change. */
class OllamaPsConsumer extends ScheduledPollConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaPsConsumer.class);
    private static final long DEFAULT_DELAY_MILLIS = 5_000;

    private final AtomicInteger sentSincePoll = new AtomicInteger();
    private volatile List<NodeWatch> watches = List.of();
    private ModelAccess access;
    private ExecutorService routing;

    OllamaPsConsumer(OllamaEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        if (endpoint.getOperation() != OllamaOperation.PS) {
            throw new OllamaException(
                    OllamaError.UNKNOWN_OPERATION,
                    "only ollama:ps can start a route, not ollama:"
                            + endpoint.getOperation().wireName(),
                    "Start the route with ollama:ps, or use the operation in 'to'.",
                    null);
        }
    }

    @Override
    public OllamaEndpoint getEndpoint() {
        return (OllamaEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        // The endpoint passes Camel's default of half a second on, which is too often for a server.
        if (getEndpoint().getDelay() < 0) {
            setDelay(Math.max(1, getTimeUnit().convert(DEFAULT_DELAY_MILLIS, TimeUnit.MILLISECONDS)));
        }
        access = new ModelAccess(getEndpoint());
        // Requires Ollama's own API, and says so now rather than at each poll.
        access.nodes().forEach(Node::ollama);
        // Routes may block, which the threads that read from the servers must not.
        routing = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "OllamaPs");
        watches = access.nodes().stream()
                .map(node -> new NodeWatch(node, routing))
                .toList();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        watches.forEach(NodeWatch::stop);
        watches = List.of();
        if (routing != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(routing);
            routing = null;
        }
        if (access != null) {
            access.close();
            access = null;
        }
    }

    /** Only asks; the number returned is that of the events since the last poll, by which Camel backs off. */
    @Override
    protected int poll() {
        watches.forEach(NodeWatch::poll);
        return sentSincePoll.getAndSet(0);
    }

    // What the readiness check looks at: poll() itself never fails, since it does not wait for the answers.
    @Override
    public long getErrorCounter() {
        return watches.stream().mapToLong(watch -> watch.failures).min().orElse(0);
    }

    @Override
    protected Throwable getLastError() {
        return getErrorCounter() == 0 ? null : watches.get(0).lastFailure;
    }

    /** What is known of one server. What has no lock is touched by the routing thread alone. */
    private final class NodeWatch extends Watch<List<Map<String, Object>>> {

        private final Node node;
        private volatile long failures;
        private volatile Throwable lastFailure;
        /** What has been told of; null until the server has answered for the first time. */
        private Map<String, Map<String, Object>> told;

        NodeWatch(Node node, ExecutorService routing) {
            super(routing);
            this.node = node;
        }

        @Override
        protected CompletableFuture<List<Map<String, Object>>> ask() {
            return Patience.of(node, node.ollama().loaded());
        }

        @Override
        protected void answered(List<Map<String, Object>> models) {
            succeeded();
            var now = byName(models);
            var events = told == null ? List.<ModelEvent>of() : ModelEvent.between(told, now);
            send(events.iterator(), now);
        }

        /** What changes while the route is suspended is told when it goes on. */
        @Override
        protected boolean rests() {
            return super.rests() || !isPollAllowed();
        }

        @Override
        protected void failed(Throwable error) {
            lastFailure = error;
            if (failures++ > 0) {
                LOG.debug("{} still does not tell which models are in memory: {}", node, error.getMessage());
                return;
            }
            LOG.warn("{} does not tell which models are in memory: {}", node, error.getMessage());
            // The default handler would write it into the log once more.
            if (!(getExceptionHandler() instanceof LoggingExceptionHandler)) {
                getExceptionHandler().handleException(node + " does not tell which models are in memory", error);
            }
        }

        /** The server has answered, so this is no failure of it. */
        @Override
        protected void broke(RuntimeException error) {
            getExceptionHandler().handleException("Watching " + node + " failed", error);
        }

        private void succeeded() {
            if (failures > 0) {
                failures = 0;
                LOG.info("{} tells again which models are in memory", node);
            }
        }

        private void send(Iterator<ModelEvent> events, Map<String, Map<String, Object>> now) {
            if (rests()) {
                done();
                return;
            }
            if (!events.hasNext()) {
                told = now;
                done();
                return;
            }
            var event = events.next();
            tell(event);
            var exchange = createExchange(true);
            var message = exchange.getMessage();
            message.setHeader(OllamaConstants.EVENT, event.kind().toString());
            message.setHeader(OllamaConstants.EVENT_MODEL, event.model());
            message.setHeader(OllamaConstants.NODE, node.name());
            message.setBody(new LinkedHashMap<>(event.entry()));
            sentSincePoll.incrementAndGet();
            var callback = defaultConsumerCallback(exchange, true);
            getAsyncProcessor().process(exchange, doneSync -> {
                callback.done(doneSync);
                // In order, and each on the thread that may block.
                route(() -> send(events, now));
            });
        }

        private void tell(ModelEvent event) {
            if (event.kind() == ModelEvent.Kind.UNLOADED) {
                told.remove(event.model());
            } else {
                told.put(event.model(), event.entry());
            }
        }
    }

    private static Map<String, Map<String, Object>> byName(List<Map<String, Object>> models) {
        var byName = new LinkedHashMap<String, Map<String, Object>>();
        models.forEach(model -> byName.put(String.valueOf(model.get("name")), model));
        return byName;
    }
}
