package dev.serai.vector;

import dev.serai.support.camel.StagedProducer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Hands an exchange to the operation's handler and goes on when that is done. */
public class VectorProducer extends StagedProducer {

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

    @Override
    protected void doStop() throws Exception {
        if (collection != null) {
            collection.close();
            collection = null;
        }
        super.doStop();
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) throws Exception {
        var operation = Headers.get(
                exchange,
                VectorConstants.OPERATION,
                VectorOperation.class,
                getEndpoint().getConfiguration().getOperation());
        return handlers.get(operation)
                .handle(exchange)
                .thenAccept(body -> exchange.getMessage().setBody(body));
    }

    @Override
    protected Executor routeThreads() {
        return getEndpoint().getComponent().routes();
    }
}
