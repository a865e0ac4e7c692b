package dev.serai.vector;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Hands an exchange to the operation's handler and goes on when that is done. */
public class VectorProducer extends DefaultAsyncProducer {

    private Collection collection;
    private Map<VectorOperation, OperationHandler> handlers;

    public VectorProducer(VectorEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public VectorEndpoint getEndpoint() {
        return (VectorEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        collection = Collection.of(getEndpoint());
        var filters = new Filters(getEndpoint());
        handlers = new EnumMap<>(VectorOperation.class);
        handlers.put(VectorOperation.INSERT, new InsertHandler(getEndpoint(), collection));
        handlers.put(VectorOperation.PARSE, new ParseHandler(getEndpoint()));
        handlers.put(VectorOperation.SEARCH, new SearchHandler(getEndpoint(), collection, filters));
        handlers.put(VectorOperation.EMBED, new EmbedHandler(collection));
        var catalog = new CatalogHandlers(getEndpoint(), collection, filters);
        handlers.put(VectorOperation.DELETE, catalog::delete);
        handlers.put(VectorOperation.COUNT, catalog::count);
        handlers.put(VectorOperation.SOURCES, catalog::sources);
        handlers.put(VectorOperation.LIST, catalog::list);
        collection.warmUp();
    }

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
    protected void doStop() throws Exception {
        if (collection != null) {
            collection.close();
            collection = null;
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<?> work;
        try {
            var operation = Headers.get(
                    exchange,
                    VectorConstants.OPERATION,
                    VectorOperation.class,
                    getEndpoint().getConfiguration().getOperation());
            work = handlers.get(operation).handle(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        work.whenCompleteAsync(
                (body, error) -> {
                    if (error != null) {
                        exchange.setException(Workers.cause(error));
                    } else {
                        exchange.getMessage().setBody(body);
                    }
                    callback.done(false);
                },
                getEndpoint().getComponent().routes());
        return false;
    }
}
