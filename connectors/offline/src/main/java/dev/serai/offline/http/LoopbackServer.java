package dev.serai.offline.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
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
                // The real servers speak HTTP/1.1 only, and the JDK's client would upgrade to HTTP/2 if offered.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxFormAttributeSize(-1);
        try {
            var listening = vertx.createHttpServer(options)
                    .requestHandler(request -> {
                        var received = new ReceivedRequest(request.method().name(), request.path(), headers(request));
                        var exchange = new Exchange(vertx, request, log, received, failures);
                        open.add(exchange);
                        exchange.onEnd(() -> open.remove(exchange));
                        receive(request, exchange, handler);
                    })
                    .listen();
            var server = wait(listening.toCompletionStage().toCompletableFuture());
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
            wait(gone);
        });
    }

    @Override
    public void close() {
        wait(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static void receive(HttpServerRequest request, Exchange exchange, Consumer<Exchange> handler) {
        var contentType = request.getHeader("Content-Type");
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            var parts = Buffer.buffer();
            request.setExpectMultipart(true);
            request.uploadHandler(upload -> upload.handler(parts::appendBuffer));
            request.end().onSuccess(nothing -> {
                exchange.received(parts);
                exchange.whileOpen(() -> handler.accept(exchange));
            });
        } else {
            request.body().onSuccess(bytes -> {
                exchange.received(bytes);
                exchange.whileOpen(() -> handler.accept(exchange));
            });
        }
    }

    private static Map<String, List<String>> headers(HttpServerRequest request) {
        var headers = new LinkedHashMap<String, List<String>>();
        request.headers()
                .forEach((name, value) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(value));
        return headers;
    }

    private static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the stand-in could not start or stop: " + e.getMessage(), e);
        }
    }
}
