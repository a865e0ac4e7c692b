package dev.serai.agent;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** A model that says what a test wants: {@code model:any} gives the replies in order, or what a function makes of each request. */
public final class ScriptedModel {

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final BlockingQueue<Function<ChatRequest, CompletableFuture<ChatReply>>> script =
            new LinkedBlockingQueue<>();
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<ChatRequest, CompletableFuture<ChatReply>> always;

    public static ChatReply text(String text) {
        return new ChatReply("scripted", text, null, null, Usage.tokens(10, 5), FinishReason.STOP);
    }

    public static ChatReply thinking(String thinking, String text) {
        return new ChatReply("scripted", text, thinking, null, Usage.tokens(10, 5), FinishReason.STOP);
    }

    public static ChatReply calls(ToolCall... calls) {
        return new ChatReply("scripted", "", null, List.of(calls), Usage.tokens(10, 5), FinishReason.TOOL_CALLS);
    }

    public static ToolCall call(String name, Map<String, Object> arguments) {
        return new ToolCall("call-" + CALLS.incrementAndGet(), name, arguments);
    }

    public ScriptedModel then(ChatReply... replies) {
        for (var reply : replies) {
            script.add(request -> CompletableFuture.completedFuture(reply));
        }
        return this;
    }

    public ScriptedModel then(Function<ChatRequest, CompletableFuture<ChatReply>> reply) {
        script.add(reply);
        return this;
    }

    public ScriptedModel thenFail(RuntimeException error) {
        script.add(request -> CompletableFuture.failedFuture(error));
        return this;
    }

    public ScriptedModel always(Function<ChatRequest, ChatReply> reply) {
        always = request -> CompletableFuture.completedFuture(reply.apply(request));
        return this;
    }

    public ScriptedModel alwaysLater(Function<ChatRequest, CompletableFuture<ChatReply>> reply) {
        always = reply;
        return this;
    }

    public List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    public ChatRequest last() {
        return requests.get(requests.size() - 1);
    }

    private CompletableFuture<ChatReply> answer(ChatRequest request) {
        requests.add(request);
        var next = script.poll();
        if (next == null) {
            next = always;
        }
        return next == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the script has ended"))
                : next.apply(request);
    }

    Component component() {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                return new ModelEndpoint(uri, this);
            }
        };
    }

    private static ChatStream stream(ChatReply reply) {
        var deltas = new ArrayList<ChatDelta>();
        if (reply.thinking() != null) {
            deltas.add(new ChatDelta.Thinking(reply.thinking()));
        }
        for (var word : reply.text().split("(?<= )")) {
            if (!word.isEmpty()) {
                deltas.add(new ChatDelta.Text(word));
            }
        }
        reply.toolCalls().forEach(call -> deltas.add(new ChatDelta.Call(call)));
        deltas.add(new ChatDelta.Done(reply));
        return ChatStream.of(deltas);
    }

    private final class ModelEndpoint extends DefaultEndpoint {

        ModelEndpoint(String uri, Component component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new DefaultAsyncProducer(this) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    boolean stream = exchange.getMessage().getHeader(ChatRequest.STREAM, false, Boolean.class);
                    answer(exchange.getMessage().getBody(ChatRequest.class)).whenComplete((reply, error) -> {
                        if (error != null) {
                            exchange.setException(error);
                        } else {
                            exchange.getMessage().setBody(stream ? stream(reply) : reply);
                        }
                        callback.done(false);
                    });
                    return false;
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException();
        }
    }
}
