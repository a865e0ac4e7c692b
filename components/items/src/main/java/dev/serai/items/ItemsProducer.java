package dev.serai.items;

import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Does a step. Lists are worked on by the calling thread; routes that it sends to may take as long as they like. */
public class ItemsProducer extends DefaultAsyncProducer {

    private NodeWork work;
    private SubRoutes routes;

    public ItemsProducer(ItemsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ItemsEndpoint getEndpoint() {
        return (ItemsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        work = NodeWork.of(getEndpoint());
        routes = new SubRoutes(getEndpoint());
    }

    @Override
    protected void doStop() throws Exception {
        if (routes != null) {
            routes.close();
            routes = null;
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<Object> result;
        try {
            result = handle(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        if (result.isDone()) {
            result.whenComplete((body, error) -> finish(exchange, body, error));
            callback.done(true);
            return true;
        }
        result.whenComplete((body, error) -> {
            finish(exchange, body, error);
            callback.done(false);
        });
        return false;
    }

    private CompletableFuture<Object> handle(Exchange exchange) {
        if (routes.isLoop()) {
            var items = work.input(exchange);
            return routes.loop(exchange, items)
                    .thenCompose(results -> sent(exchange, work.record(exchange, items, results)));
        }
        return sent(exchange, work.run(exchange));
    }

    private CompletableFuture<Object> sent(Exchange exchange, Object made) {
        if (made instanceof Outputs outputs && routes.hasTargets()) {
            return routes.send(exchange, outputs).thenApply(items -> items);
        }
        return CompletableFuture.completedFuture(made);
    }

    private static void finish(Exchange exchange, Object body, Throwable error) {
        if (error != null) {
            exchange.setException(Failures.unwrap(error));
            return;
        }
        exchange.getMessage().setBody(body);
        var count = body instanceof Outputs outputs ? outputs.all().size() : ((Items) body).size();
        exchange.getMessage().setHeader(ItemsConstants.COUNT, count);
    }
}
