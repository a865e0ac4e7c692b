package dev.serai.searxng;

import dev.serai.searxng.client.Instance;
import dev.serai.searxng.client.InstancePool;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Does one operation. */
interface OperationHandler extends AutoCloseable {

    /** Answers an exchange; the future completes when the message holds the answer. */
    CompletableFuture<?> handle(Exchange exchange);

    @Override
    default void close() {}

    static OperationHandler of(SearxngEndpoint endpoint, InstancePool pool) {
        return switch (endpoint.getOperation()) {
            case SEARCH -> new SearchHandler(endpoint, pool);
            case READ -> new ReadHandler(endpoint);
            case CONFIG -> simple(pool, Instance::config);
            case HEALTH -> simple(pool, Instance::health);
            case AUTOCOMPLETE -> {
                var option = endpoint.getConfiguration().getQ();
                yield exchange -> {
                    var beginning = Inputs.question(exchange, option);
                    return pool.call(instance -> instance.autocomplete(beginning))
                            .thenAccept(exchange.getMessage()::setBody);
                };
            }
        };
    }

    private static <T> OperationHandler simple(InstancePool pool, Function<Instance, CompletableFuture<T>> question) {
        return exchange -> pool.call(question).thenAccept(exchange.getMessage()::setBody);
    }
}
