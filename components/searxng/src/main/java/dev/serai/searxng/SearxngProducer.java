package dev.serai.searxng;

import dev.serai.searxng.client.InstancePool;
import dev.serai.support.camel.HttpProducer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Hands an exchange to the operation's handler and goes on when the answer is there. */
public class SearxngProducer extends HttpProducer {

    private OperationHandler handler;

    public SearxngProducer(SearxngEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public SearxngEndpoint getEndpoint() {
        return (SearxngEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var pool = Instances.of(
                getEndpoint().getConfiguration(), getEndpoint().getComponent().port());
        handler = OperationHandler.of(getEndpoint(), pool);
        // Pages are read without the server.
        if (getEndpoint().getOperation() != SearxngOperation.READ) {
            watchHealth(() -> ask(pool), "no SearXNG answers");
        }
    }

    private static Map<String, CompletableFuture<?>> ask(InstancePool pool) {
        var questions = new LinkedHashMap<String, CompletableFuture<?>>();
        pool.instances().forEach(instance -> questions.put(instance.name(), instance.health()));
        return questions;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (handler != null) {
            handler.close();
            handler = null;
        }
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) {
        return handler.handle(exchange);
    }
}
