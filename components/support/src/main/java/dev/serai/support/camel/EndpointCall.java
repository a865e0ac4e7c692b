package dev.serai.support.camel;

import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.EventHelper;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;

/** Asks an endpoint without a thread that waits. */
public final class EndpointCall implements AutoCloseable {

    private final Endpoint endpoint;
    private final AsyncProducer producer;

    public EndpointCall(CamelContext context, String uri) throws Exception {
        endpoint = context.getEndpoint(uri);
        producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
    }

    public String uri() {
        return endpoint.getEndpointUri();
    }

    /**
     * Sends a copy of an exchange, with its headers and another body.
     *
     * @param prepare what else is to be changed in the copy
     * @return the copy when it has been there; fails with what it failed with
     */
    public CompletableFuture<Exchange> send(Exchange origin, Object body, Consumer<Exchange> prepare) {
        var copy = ExchangeHelper.createCorrelatedCopy(origin, false);
        copy.setPattern(ExchangePattern.InOut);
        copy.getMessage().setBody(body);
        prepare.accept(copy);
        var result = new CompletableFuture<Exchange>();
        var context = copy.getContext();
        // What observes Camel, such as its telemetry, learns of calls from these two events.
        EventHelper.notifyExchangeSending(context, copy, endpoint);
        long begun = System.nanoTime();
        producer.process(copy, synchronous -> {
            ended(copy)
                    .whenComplete((done, error) -> EventHelper.notifyExchangeSent(
                            context, copy, endpoint, (System.nanoTime() - begun) / 1_000_000));
            if (copy.getException() != null) {
                result.completeExceptionally(copy.getException());
            } else {
                result.complete(copy);
            }
        });
        return result;
    }

    /** What is still being written has not been sent to its end. */
    private static CompletableFuture<?> ended(Exchange exchange) {
        return exchange.getException() == null && exchange.getMessage().getBody() instanceof ChatStream stream
                ? stream.reply()
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
