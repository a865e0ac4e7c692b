package dev.serai.agent;

import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;

/** Asks the model, and when it fails before its first word, the next one. */
final class ModelCaller implements AutoCloseable {

    private final List<EndpointCall> models = new ArrayList<>();

    ModelCaller(CamelContext context, List<String> uris) throws Exception {
        try {
            for (var uri : uris) {
                models.add(new EndpointCall(context, uri));
            }
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /**
     * @param feed where the deltas go; null when the answer is wanted as a whole
     * @param running told what can be closed to stop the model
     * @param over whether nobody wants the answer any more
     */
    CompletableFuture<ChatReply> ask(
            Exchange origin,
            ChatRequest request,
            DeltaSink feed,
            Consumer<AutoCloseable> running,
            BooleanSupplier over) {
        return ask(0, new ArrayList<>(), origin, request, feed, running, over);
    }

    private CompletableFuture<ChatReply> ask(
            int index,
            List<String> failures,
            Exchange origin,
            ChatRequest request,
            DeltaSink feed,
            Consumer<AutoCloseable> running,
            BooleanSupplier over) {
        var model = models.get(index);
        return model.send(origin, request, copy -> copy.getMessage().setHeader(ChatRequest.STREAM, feed != null))
                .thenCompose(answered -> read(answered, feed, running))
                .handle((reply, error) -> {
                    if (error == null) {
                        return CompletableFuture.completedFuture(reply);
                    }
                    var cause = Failures.unwrap(error);
                    if (models.size() == 1 || cause instanceof BrokeOff || over.getAsBoolean()) {
                        return CompletableFuture.<ChatReply>failedFuture(
                                cause instanceof BrokeOff ? cause.getCause() : cause);
                    }
                    failures.add(URISupport.sanitizeUri(model.uri()) + ": " + cause.getMessage());
                    return index + 1 < models.size()
                            ? ask(index + 1, failures, origin, request, feed, running, over)
                            : CompletableFuture.<ChatReply>failedFuture(new AgentException(
                                    AgentError.MODEL_FAILED,
                                    "none of the models has answered: " + String.join("; ", failures),
                                    cause));
                })
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<ChatReply> read(
            Exchange answered, DeltaSink feed, Consumer<AutoCloseable> running) {
        var body = answered.getMessage().getBody();
        if (body instanceof ChatStream stream) {
            running.accept(stream);
            var reader = new Reader(feed == null ? DeltaSink.NONE : feed);
            stream.subscribe(reader);
            return reader.reply;
        }
        ChatReply reply;
        if (body instanceof ChatReply whole) {
            reply = whole;
        } else {
            var text = body == null ? null : answered.getMessage().getBody(String.class);
            if (text == null) {
                throw new AgentException(
                        AgentError.NO_REPLY,
                        "the model's endpoint gave "
                                + (body == null ? "nothing" : body.getClass().getSimpleName()));
            }
            reply = new ChatReply(null, text, null, null, null, null);
        }
        if (feed != null) {
            deltas(reply).forEach(feed::emit);
        }
        return CompletableFuture.completedFuture(reply);
    }

    private static List<ChatDelta> deltas(ChatReply reply) {
        var deltas = new ArrayList<ChatDelta>();
        if (reply.thinking() != null && !reply.thinking().isEmpty()) {
            deltas.add(new ChatDelta.Thinking(reply.thinking()));
        }
        if (!reply.text().isEmpty()) {
            deltas.add(new ChatDelta.Text(reply.text()));
        }
        reply.toolCalls().forEach(call -> deltas.add(new ChatDelta.Call(call)));
        return deltas;
    }

    @Override
    public void close() {
        models.forEach(EndpointCall::close);
        models.clear();
    }

    /** The reader has seen a part of the answer, so another model cannot begin anew. */
    private static final class BrokeOff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokeOff(Throwable cause) {
            super(cause);
        }
    }

    /** Passes the deltas on, but not the last one: the model's end is not the end of the run. */
    private static final class Reader implements Flow.Subscriber<ChatDelta> {

        private final DeltaSink feed;
        private final CompletableFuture<ChatReply> reply = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private boolean begun;

        Reader(DeltaSink feed) {
            this.feed = feed;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(1);
        }

        @Override
        public void onNext(ChatDelta delta) {
            if (delta instanceof ChatDelta.Done done) {
                reply.complete(done.reply());
                subscription.request(1);
                return;
            }
            begun = true;
            feed.emit(delta);
            feed.whenRoom(() -> subscription.request(1));
        }

        @Override
        public void onError(Throwable error) {
            reply.completeExceptionally(begun ? new BrokeOff(error) : error);
        }

        @Override
        public void onComplete() {
            reply.completeExceptionally(
                    new AgentException(AgentError.NO_REPLY, "the model's stream ended without its last delta"));
        }
    }
}
