package dev.serai.support.camel;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;

/** Sends each delta to an endpoint, with the headers of the exchange; the next one when that is done. */
final class EndpointTarget implements DeltaTarget {

    private final AsyncProducer producer;
    private final Executor routes;

    EndpointTarget(CamelContext context, String uri, Executor routes) throws Exception {
        this.routes = routes;
        producer = context.getEndpoint(uri).createAsyncProducer();
        ServiceHelper.startService(producer);
    }

    @Override
    public CompletableFuture<ChatReply> accept(Exchange exchange, ChatStream stream) {
        var result = new CompletableFuture<ChatReply>();
        stream.subscribe(new Sender(exchange, result));
        return result;
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }

    private final class Sender implements Flow.Subscriber<ChatDelta> {

        private final Exchange exchange;
        private final CompletableFuture<ChatReply> result;
        private Flow.Subscription subscription;
        private boolean whole;

        Sender(Exchange exchange, CompletableFuture<ChatReply> result) {
            this.exchange = exchange;
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(1);
        }

        @Override
        public void onNext(ChatDelta delta) {
            whole |= delta instanceof ChatDelta.Done;
            routes.execute(() -> {
                try {
                    send(delta);
                } catch (RuntimeException e) {
                    // On another thread nobody else would hear of it.
                    subscription.cancel();
                    result.completeExceptionally(e);
                }
            });
        }

        private void send(ChatDelta delta) {
            var copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
            copy.setPattern(ExchangePattern.InOnly);
            copy.getMessage().setBody(delta);
            producer.process(copy, synchronous -> {
                if (copy.getException() != null) {
                    subscription.cancel();
                    result.completeExceptionally(copy.getException());
                } else if (delta instanceof ChatDelta.Done done) {
                    result.complete(done.reply());
                    subscription.request(1);
                } else {
                    subscription.request(1);
                }
            });
        }

        @Override
        public void onError(Throwable error) {
            if (!whole) {
                result.completeExceptionally(error);
            }
        }

        @Override
        public void onComplete() {
            // With the last delta the end is told when the endpoint has had it.
            if (!whole) {
                result.completeExceptionally(new IllegalStateException("the answer ended without its last delta"));
            }
        }
    }
}
