package dev.serai.offline.modal.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.serai.offline.http.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The methods of a service, by name. */
public final class Table {
    /**
     * A method.
     *
     * @param parser what reads its messages
     * @param unary what answers one message with one; null for the others
     * @param streamed what answers one message with many; null for the others
     * @param upload what takes many messages, one by one; null for the others
     */
    private record Method(
            Parser<? extends MessageLite> parser,
            BiFunction<MessageLite, Call, CompletableFuture<? extends MessageLite>> unary,
            BiConsumer<MessageLite, Call> streamed,
            Function<Call, Upload<MessageLite>> upload) {}

    /** Takes the messages that a client streams. */
    public interface Upload<Q> {
        void next(Q message);

        /** The client has sent all. */
        CompletableFuture<? extends MessageLite> end();
    }

    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Remembered remembered = new Remembered();

    /** Adds a method that answers at once. */
    public <Q extends MessageLite> Table on(String name, Parser<Q> parser, Function<Q, MessageLite> handler) {
        return later(name, parser, (question, call) -> CompletableFuture.completedFuture(handler.apply(question)));
    }

    /** Adds a method whose answer may take its time. */
    @SuppressWarnings("unchecked")
    public <Q extends MessageLite> Table later(
            String name, Parser<Q> parser, BiFunction<Q, Call, CompletableFuture<? extends MessageLite>> handler) {
        methods.put(name, new Method(parser, (question, call) -> handler.apply((Q) question, call), null, null));
        return this;
    }

    /** Adds a method that answers with a stream. */
    @SuppressWarnings("unchecked")
    public <Q extends MessageLite> Table stream(String name, Parser<Q> parser, BiConsumer<Q, Call> handler) {
        methods.put(name, new Method(parser, null, (question, call) -> handler.accept((Q) question, call), null));
        return this;
    }

    /** Adds a method that takes a stream. */
    @SuppressWarnings("unchecked")
    public <Q extends MessageLite> Table upload(String name, Parser<Q> parser, Function<Call, Upload<Q>> handler) {
        methods.put(name, new Method(parser, null, null, call -> (Upload<MessageLite>) handler.apply(call)));
        return this;
    }

    public void forget() {
        remembered.forget();
    }

    /** Answers a call; {@code seen} gets each message that the client sent. */
    public void handle(String name, Exchange exchange, Consumer<Call> check, BiConsumer<Call, MessageLite> seen) {
        var call = new Call(exchange, name);
        var method = methods.get(name);
        Upload<MessageLite> upload;
        try {
            if (method == null) {
                throw Refusal.notDone(name);
            }
            check.accept(call);
            upload = method.upload == null ? new Single(call, method) : method.upload.apply(call);
        } catch (Refusal e) {
            exchange.onBody(part -> {}, () -> call.refuse(e));
            return;
        }
        var frames = new Frames();
        exchange.onBody(
                part -> guarded(
                        call,
                        () -> frames.add(part, bytes -> {
                            var message = parsed(method.parser, bytes);
                            seen.accept(call, message);
                            upload.next(message);
                        })),
                () -> guarded(call, () -> {
                    var answer = upload.end();
                    if (answer != null) {
                        call.reply(answer);
                    }
                }));
    }

    private static void guarded(Call call, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            call.refuse(e);
        }
    }

    private static MessageLite parsed(Parser<? extends MessageLite> parser, byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.of(Status.INTERNAL, "the message cannot be read: " + e.getMessage());
        }
    }

    /** The one message of a method that takes one. */
    private final class Single implements Upload<MessageLite> {
        private final Call call;
        private final Method method;
        private MessageLite message;

        Single(Call call, Method method) {
            this.call = call;
            this.method = method;
        }

        @Override
        public void next(MessageLite next) {
            if (message != null) {
                throw Refusal.of(Status.INTERNAL, "one message was expected, and there are more");
            }
            message = next;
        }

        @Override
        public CompletableFuture<? extends MessageLite> end() {
            if (message == null) {
                throw Refusal.of(Status.INTERNAL, "a message was expected, and there is none");
            }
            if (method.streamed != null) {
                method.streamed.accept(message, call);
                return null;
            }
            return remembered.once(call, () -> method.unary.apply(message, call));
        }
    }
}
