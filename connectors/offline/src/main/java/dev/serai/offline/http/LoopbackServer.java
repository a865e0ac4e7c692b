package dev.serai.offline.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** An HTTP server on one event loop: handlers never block, so thousands of exchanges can wait at once. */
public final class LoopbackServer implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final int MOST_FRAME_BYTES = 4 << 20;
    // About what the proxies in front of real services take.
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LARGEST_HEAD = 32 << 10;
    private static final int MOST_STREAMS = 1000;
    private static final int STREAM_WINDOW = 1 << 20;

    private final Vertx vertx;
    private final HttpServer server;
    private final String host;
    private final RequestLog log;
    private final Set<Exchange> open;

    private LoopbackServer(Vertx vertx, HttpServer server, String host, RequestLog log, Set<Exchange> open) {
        this.vertx = vertx;
        this.server = server;
        this.host = host;
        this.log = log;
        this.open = open;
    }

    /** Starts a server; port 0 takes a free one. */
    public static LoopbackServer start(
            String host, int port, RequestLog log, Consumer<Exchange> handler, Exchange.Failures failures) {
        return start(host, port, log, handler, failures, Hooks.NONE);
    }

    /** Starts a server that also streams bodies and takes WebSockets. */
    public static LoopbackServer start(
            String host,
            int port,
            RequestLog log,
            Consumer<Exchange> handler,
            Exchange.Failures failures,
            Hooks hooks) {
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        Set<Exchange> open = ConcurrentHashMap.newKeySet();
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setAcceptBacklog(8192)
                // Most real servers speak HTTP/1.1 only, and the JDK's client would upgrade to HTTP/2 if offered.
                .setHttp2ClearTextEnabled(hooks.http2())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MOST_STREAMS)
                        .setInitialWindowSize(STREAM_WINDOW))
                .setHandle100ContinueAutomatically(true)
                .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MOST_FRAME_BYTES)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setMaxFormAttributeSize(hooks.mostBody());
        hooks.subProtocols().forEach(options::addWebSocketSubProtocol);
        try {
            var unbound = vertx.createHttpServer(options);
            if (hooks.sockets() != null) {
                unbound.webSocketHandler(socket -> {
                    log.handshake(new ReceivedRequest("GET", socket.path(), headers(socket.headers())));
                    hooks.sockets().accept(socket);
                });
            }
            var listening = unbound.requestHandler(request -> {
                        var received = new ReceivedRequest(
                                request.method().name(), request.path(), headers(request.headers()));
                        var streamed = hooks.streams().test(request.method().name(), request.path());
                        var exchange = new Exchange(vertx, request, streamed, log, received, failures);
                        open.add(exchange);
                        exchange.onEnd(() -> open.remove(exchange));
                        if (streamed) {
                            request.pause();
                            exchange.whileOpen(() -> handler.accept(exchange));
                        } else {
                            var body = new IncomingBody(
                                    request, exchange, hooks.mostBody(), () -> handler.accept(exchange));
                            exchange.whileOpen(body::take);
                        }
                    })
                    .listen();
            var server = wait("cannot listen on " + host + ":" + port, listening);
            return new LoopbackServer(vertx, server, host, log, open);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    public String host() {
        return host;
    }

    public int port() {
        return server.actualPort();
    }

    public RequestLog requests() {
        return log;
    }

    /** Closes the connections of all exchanges that have not ended. */
    public void hangUp() {
        open.forEach(exchange -> {
            var gone = new CompletableFuture<Void>();
            exchange.onEventLoop(exchange::cut, () -> gone.complete(null));
            wait("cannot hang up", Future.fromCompletionStage(gone));
        });
    }

    /** Breaks a WebSocket's connection off without a word. */
    public static void cut(ServerWebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    @Override
    public void close() {
        wait("the stand-in does not stop", vertx.close());
    }

    private static Map<String, List<String>> headers(MultiMap all) {
        var headers = new LinkedHashMap<String, List<String>>();
        all.forEach((name, value) -> headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value));
        return headers;
    }

    private static <T> T wait(String problem, Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(problem + " within " + START_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(problem + ": " + e.getCause().getMessage(), e);
        }
    }
}
