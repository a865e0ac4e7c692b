package dev.serai.support.camel;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.EventStream;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Writes each delta as a server-sent event to the HTTP response that the exchange will end in. Camel's own writing of a
 * stream keeps back what does not fill a buffer and does not notice a client that leaves.
 */
final class HttpResponseTarget implements DeltaTarget {

    private final Class<?> needed = HttpMessage.class;

    @Override
    public CompletableFuture<ChatReply> accept(Exchange exchange, ChatStream stream) {
        if (!needed.isInstance(exchange.getMessage())) {
            stream.close();
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "streamTo=sse works in a route that starts with platform-http, before the message is replaced"));
        }
        var message = (HttpMessage) exchange.getMessage();
        var result = new CompletableFuture<ChatReply>();
        var connection = ((HttpServerRequestInternal) message.getRequest()).context();
        stream.subscribe(new Writer(connection, message.getResponse(), result));
        return result;
    }

    /**
     * Touches the response only on the thread of its connection: with HTTP/2, a write from another thread and the
     * connection's own work lock the response and the connection in opposite order.
     */
    private static final class Writer implements Flow.Subscriber<ChatDelta> {

        private final Context connection;
        private final HttpServerResponse response;
        private final CompletableFuture<ChatReply> result;
        private volatile Flow.Subscription subscription;
        private ChatReply whole;

        Writer(Context connection, HttpServerResponse response, CompletableFuture<ChatReply> result) {
            this.connection = connection;
            this.response = response;
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            connection.runOnContext(nothing -> begin());
        }

        private void begin() {
            response.closeHandler(closed -> left());
            response.exceptionHandler(error -> left());
            if (response.closed()) {
                left();
                return;
            }
            response.setChunked(true);
            response.putHeader("Content-Type", EventStream.CONTENT_TYPE);
            response.putHeader("Cache-Control", "no-cache");
            // Proxies would otherwise keep the events back.
            response.putHeader("X-Accel-Buffering", "no");
            subscription.request(1);
        }

        private void left() {
            if (whole != null) {
                // HTTP/2 also tells of the close that follows a complete response.
                result.complete(whole);
            } else if (result.completeExceptionally(new CancellationException("the client left"))) {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(ChatDelta delta) {
            var event = EventStream.event(delta);
            connection.runOnContext(nothing -> write(delta, event));
        }

        private void write(ChatDelta delta, String event) {
            if (delta instanceof ChatDelta.Done done) {
                whole = done.reply();
                response.write(event).compose(nothing -> response.end()).onComplete(end -> result.complete(whole));
                // Without reading what ends the server's response its connection would stay open.
                subscription.request(1);
            } else {
                // The next delta is asked for when this one is on its way: a slow client slows the reading down.
                response.write(event)
                        .onSuccess(nothing -> subscription.request(1))
                        .onFailure(error -> left());
            }
        }

        @Override
        public void onError(Throwable error) {
            connection.runOnContext(nothing -> fail(error));
        }

        private void fail(Throwable error) {
            if (whole != null) {
                return;
            }
            if (response.ended() || response.closed()) {
                result.completeExceptionally(error);
            } else if (!result.isDone()) {
                response.write(EventStream.event(error))
                        .compose(nothing -> response.end())
                        .onComplete(end -> result.completeExceptionally(error));
            }
        }

        @Override
        public void onComplete() {
            // the last delta has ended the response
        }
    }
}
