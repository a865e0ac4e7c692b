package dev.serai.modal.client.grpc;

import com.google.protobuf.MessageLite;
import dev.serai.modal.client.error.ModalError;
import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.Redaction;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * gRPC over HTTP/2, without a thread per call. Only addresses that the egress policy allows are connected to.
 *
 * <p>Results are completed on the executor, so that nobody's work holds up the two threads that read and write for all.
 * Messages of a stream come on such a thread: who takes them must not wait.
 */
public final class GrpcNetwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcNetwork.class);

    /** What a stream that is not read may hold; a connection is never the limit, since others wait on it too. */
    private static final int STREAM_WINDOW = 1 << 20;

    private static final int CONNECTION_WINDOW = 1 << 30;
    private static final int CONNECTIONS_PER_SERVER = 16;
    private static final long PING_EVERY_MILLIS = 30_000;
    private static final long PONG_WITHIN_MILLIS = 10_000;
    private static final Set<String> SECRET_METADATA =
            Set.of("authorization", "x-modal-token-secret", "x-modal-auth-token");

    private final Vertx vertx;
    private final HttpClient plain;
    private final HttpClient secure;
    private final EgressPolicy egress;
    private final Executor executor;
    private final long mostBytes;
    private final Set<GrpcCall<?>> calls = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<Void>> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public GrpcNetwork(EgressPolicy egress, Executor executor, Duration connect, long mostBytes) {
        this(egress, executor, connect, mostBytes, null);
    }

    /** @param trust whose certificates are believed, or null for those that the JVM believes */
    GrpcNetwork(EgressPolicy egress, Executor executor, Duration connect, long mostBytes, TrustOptions trust) {
        this.egress = egress;
        this.executor = executor;
        this.mostBytes = mostBytes;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        plain = client(connect, false, null);
        secure = client(connect, true, trust);
    }

    private HttpClient client(Duration connect, boolean tls, TrustOptions trust) {
        return vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setSsl(tls)
                        .setUseAlpn(tls)
                        .setTrustOptions(trust)
                        .setConnectTimeout((int) connect.toMillis())
                        .setInitialSettings(new Http2Settings().setInitialWindowSize(STREAM_WINDOW))
                        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW))
                .with(new PoolOptions().setHttp2MaxSize(CONNECTIONS_PER_SERVER))
                .withConnectHandler(this::watch)
                .build();
    }

    /** A connection that died in silence would let every call on it wait to its limit. */
    private void watch(HttpConnection connection) {
        var timer = vertx.setPeriodic(PING_EVERY_MILLIS, due -> {
            var last = vertx.setTimer(PONG_WITHIN_MILLIS, late -> connection.close());
            connection.ping(Buffer.buffer(new byte[8])).onComplete(pong -> vertx.cancelTimer(last));
        });
        connection.closeHandler(gone -> vertx.cancelTimer(timer));
        // The calls that were on it are told themselves.
        connection.exceptionHandler(error -> LOG.debug("a connection broke: {}", error.toString()));
    }

    public Executor executor() {
        return executor;
    }

    /** Calls whose answer hasn't ended yet. */
    public int inFlight() {
        return calls.size();
    }

    /** A call with one answer. To cancel the future ends the call. */
    public <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> unary(
            URI server, Rpc<Q, A> rpc, Q question, Map<String, String> metadata, Duration limit) {
        var answers = new ArrayList<A>(1);
        var result = new CompletableFuture<A>();
        // The second ends the call, so that a server cannot fill the memory with more.
        Consumer<A> only = answer -> {
            if (!answers.isEmpty()) {
                throw endings(server, rpc, metadata).unreadable(new IOException("more than one message"));
            }
            answers.add(answer);
        };
        var call = call(server, rpc, question, metadata, limit, only, null);
        call.end()
                .whenComplete((done, error) -> complete(() -> {
                    if (error != null) {
                        result.completeExceptionally(error);
                    } else if (answers.size() != 1) {
                        result.completeExceptionally(endings(server, rpc, metadata)
                                .unreadable(new IOException(answers.size() + " messages instead of one")));
                    } else {
                        result.complete(answers.get(0));
                    }
                }));
        stopWhenCancelled(result, call, server, rpc);
        return result;
    }

    /**
     * A call with any number of answers. To cancel the future ends the call.
     *
     * @param valve holds the answers back, or null
     */
    public <Q extends MessageLite, A extends MessageLite> CompletableFuture<Void> stream(
            URI server,
            Rpc<Q, A> rpc,
            Q question,
            Map<String, String> metadata,
            Duration limit,
            Consumer<A> answers,
            Valve valve) {
        var result = new CompletableFuture<Void>();
        var call = call(server, rpc, question, metadata, limit, answers, valve);
        call.end()
                .whenComplete((done, error) -> complete(() -> {
                    if (error != null) {
                        result.completeExceptionally(error);
                    } else {
                        result.complete(null);
                    }
                }));
        stopWhenCancelled(result, call, server, rpc);
        return result;
    }

    private static void stopWhenCancelled(CompletableFuture<?> result, GrpcCall<?> call, URI server, Rpc<?, ?> rpc) {
        result.whenComplete((answer, error) -> {
            if (result.isCancelled()) {
                call.stop(new GrpcException(GrpcStatus.CANCELLED, rpc + " at " + server.getHost() + ": given up"));
            }
        });
    }

    private <Q extends MessageLite, A extends MessageLite> GrpcCall<A> call(
            URI server,
            Rpc<Q, A> rpc,
            Q question,
            Map<String, String> metadata,
            Duration limit,
            Consumer<A> answers,
            Valve valve) {
        var endings = endings(server, rpc, metadata);
        var call = new GrpcCall<>(rpc, endings, mostBytes, answers, valve);
        calls.add(call);
        call.end().whenComplete((done, error) -> {
            calls.remove(call);
            tellIfQuiet();
        });
        if (closed) {
            call.stop(closing(endings));
            return call;
        }
        call.limit(vertx, limit);
        try {
            executor.execute(() -> dial(call, endings, server, rpc, question, metadata, limit));
        } catch (RejectedExecutionException e) {
            call.stop(closing(endings));
        }
        return call;
    }

    private void dial(
            GrpcCall<?> call,
            Endings endings,
            URI server,
            Rpc<?, ?> rpc,
            MessageLite question,
            Map<String, String> metadata,
            Duration limit) {
        try {
            egress.check(server);
            // The same cache as the check's, so that what was checked is what is connected to.
            var address = InetAddress.getByName(server.getHost());
            var tls = "https".equals(server.getScheme());
            var port = server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80;
            var options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                    .setHost(server.getHost())
                    .setPort(port)
                    .setSsl(tls)
                    .setURI(rpc.path())
                    .putHeader("content-type", "application/grpc")
                    .putHeader("te", "trailers")
                    .putHeader("user-agent", "serai-modal")
                    .putHeader("grpc-timeout", limit.toMillis() + "m");
            metadata.forEach(options::putHeader);
            var bytes = question.toByteArray();
            if (bytes.length > mostBytes) {
                throw new GrpcException(
                        GrpcStatus.RESOURCE_EXHAUSTED,
                        ModalError.TOO_LARGE,
                        endings.about(
                                "the request has " + bytes.length + " bytes, more than the limit of " + mostBytes),
                        null,
                        false);
            }
            call.start(tls ? secure : plain, options, bytes);
        } catch (IOException | RuntimeException e) {
            call.stop(endings.of(e));
        }
    }

    private static Endings endings(URI server, Rpc<?, ?> rpc, Map<String, String> metadata) {
        var secret = new LinkedHashMap<>(metadata);
        secret.keySet().retainAll(SECRET_METADATA);
        return new Endings(rpc.name(), server.getHost(), Redaction.secrets(secret));
    }

    private static GrpcException closing(Endings endings) {
        return new GrpcException(
                GrpcStatus.CANCELLED, GrpcStatus.CANCELLED.error(), endings.about("the client is closed"), null, false);
    }

    private void complete(Runnable result) {
        // At the end the executor may take a task and never run it.
        if (closed) {
            result.run();
            return;
        }
        try {
            executor.execute(result);
        } catch (RejectedExecutionException e) {
            result.run();
        }
    }

    /** Completes when no call is under way; who ends the client may wait for it, so that the last ones still leave. */
    public CompletableFuture<Void> quiet() {
        var waiter = new CompletableFuture<Void>();
        waiters.add(waiter);
        tellIfQuiet();
        return waiter;
    }

    private void tellIfQuiet() {
        if (calls.isEmpty()) {
            waiters.removeIf(waiter -> waiter.complete(null) || waiter.isDone());
        }
    }

    /** Ends all calls and the threads. */
    @Override
    public void close() {
        closed = true;
        calls.forEach(call -> call.stop(new GrpcException(
                GrpcStatus.CANCELLED, GrpcStatus.CANCELLED.error(), "the client is closed", null, false)));
        vertx.close();
    }
}
