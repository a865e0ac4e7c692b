package dev.serai.modal.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.serai.modal.client.grpc.Rpc;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;

/** A gRPC server, made by others, that answers as a test says. */
public final class ScriptedModal implements AutoCloseable {

    /** A call as it came. */
    public record Received(String method, MessageLite question, Metadata metadata) {
        public String metadata(String name) {
            return metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        }

        @SuppressWarnings("unchecked")
        public <Q extends MessageLite> Q as(Rpc<Q, ?> rpc) {
            return (Q) question;
        }
    }

    /** Where the answer goes. */
    public interface Reply<A extends MessageLite> {
        void message(A message);

        void end(Status status, Metadata trailers);

        /** Waits, as a server with few bytes to hold must, until the client takes more. */
        void awaitRoom();

        default void answer(A message) {
            message(message);
            end(Status.OK, new Metadata());
        }

        default void fail(Status status) {
            end(status, new Metadata());
        }
    }

    private record Script<Q extends MessageLite, A extends MessageLite>(
            Rpc<Q, A> rpc, BiConsumer<Q, Reply<A>> answers) {}

    private final Map<String, Script<?, ?>> scripts = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final boolean secure;
    private final Server server;

    public ScriptedModal() {
        this(null);
    }

    /** @param key the server's own, or null for plain text */
    public ScriptedModal(KeyManagerFactory key) {
        secure = key != null;
        try {
            var builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
            if (secure) {
                builder.sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(key), SslProvider.JDK)
                        .build());
            }
            server = builder.maxInboundMessageSize(100 << 20)
                    .fallbackHandlerRegistry(new HandlerRegistry() {
                        @Override
                        public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
                            var script = scripts.get("/" + name);
                            return script == null ? null : method(name, script);
                        }
                    })
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + server.getPort());
    }

    public <Q extends MessageLite, A extends MessageLite> ScriptedModal on(Rpc<Q, A> rpc, Function<Q, A> answer) {
        return script(rpc, (question, reply) -> reply.answer(answer.apply(question)));
    }

    public <Q extends MessageLite, A extends MessageLite> ScriptedModal script(
            Rpc<Q, A> rpc, BiConsumer<Q, Reply<A>> answer) {
        scripts.put(rpc.path(), new Script<>(rpc, answer));
        return this;
    }

    public List<Received> received() {
        return received;
    }

    public <Q extends MessageLite> List<Q> received(Rpc<Q, ?> rpc) {
        return received.stream()
                .filter(call -> call.method().equals(rpc.name()))
                .map(call -> call.as(rpc))
                .toList();
    }

    /** The calls that the client gave up. */
    public List<String> cancelled() {
        return cancelled;
    }

    public List<String> methods() {
        return received.stream().map(Received::method).toList();
    }

    private <Q extends MessageLite, A extends MessageLite> ServerMethodDefinition<byte[], byte[]> method(
            String name, Script<Q, A> script) {
        var descriptor = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                .setFullMethodName(name)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        ServerCallHandler<byte[], byte[]> handler = (call, metadata) -> {
            call.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] bytes) {
                    run(script, bytes, call, metadata);
                }

                @Override
                public void onCancel() {
                    cancelled.add(script.rpc().name());
                }
            };
        };
        return ServerMethodDefinition.create(descriptor, handler);
    }

    private <Q extends MessageLite, A extends MessageLite> void run(
            Script<Q, A> script, byte[] bytes, ServerCall<byte[], byte[]> call, Metadata metadata) {
        Q question;
        try {
            @SuppressWarnings("unchecked")
            var parsed = (Q) script.rpc().question().getParserForType().parseFrom(bytes);
            question = parsed;
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
        received.add(new Received(script.rpc().name(), question, metadata));
        script.answers().accept(question, new Reply<>() {
            private boolean begun;

            @Override
            public void awaitRoom() {
                begin();
                while (!call.isReady() && !call.isCancelled()) {
                    // The call tells its listener when there is room, but the listener is what waits here.
                    LockSupport.parkNanos(1_000_000);
                }
            }

            private synchronized void begin() {
                if (!begun) {
                    call.sendHeaders(new Metadata());
                    begun = true;
                }
            }

            @Override
            public synchronized void message(A message) {
                begin();
                call.sendMessage(message.toByteArray());
            }

            @Override
            public synchronized void end(Status status, Metadata trailers) {
                call.close(status, trailers);
            }
        });
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
