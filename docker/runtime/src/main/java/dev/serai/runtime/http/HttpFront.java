package dev.serai.runtime.http;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.access.Access;
import dev.serai.runtime.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runtime's one server: health, then the routes' own paths and the gateway, then pages behind access. */
public final class HttpFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final long PATIENCE_SECONDS = 20;
    private static final int MAX_FORM_ATTRIBUTE = 1 << 20;
    private static final String GATEWAY_KEYS = "camel.component.gateway.keys";
    private static final int UNAVAILABLE = 503;

    /** What a failed request is told, by its status. */
    private static final Map<Integer, RuntimeError> ERRORS = Map.of(
            400, RuntimeError.BAD_REQUEST,
            404, RuntimeError.NO_PAGE,
            405, RuntimeError.NO_PAGE,
            406, RuntimeError.NO_PAGE,
            413, RuntimeError.TOO_LARGE,
            415, RuntimeError.NO_PAGE,
            500, RuntimeError.FAILED);

    private enum Phase {
        STARTING,
        READY,
        STOPPING
    }

    private final Settings settings;
    private final Access access;
    private final Vertx vertx;
    private final Router root;
    private final Router paths;
    private final Router pages;
    private final HttpServer server;
    private volatile Phase phase = Phase.STARTING;
    private volatile Handler<RoutingContext> readiness = request -> Replies.json(request, 200, Map.of("status", "UP"));

    public HttpFront(Settings settings, Access access, List<HttpPages> all) {
        this.settings = settings;
        this.access = access;
        // Nothing is read from the class path through Vert.x, so it needs no cache folder.
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        root = Router.router(vertx);
        paths = Router.router(vertx);
        pages = Router.router(vertx);
        server = vertx.createHttpServer(new HttpServerOptions().setMaxFormAttributeSize(MAX_FORM_ATTRIBUTE))
                .requestHandler(root);
        wire();
        all.forEach(page -> page.addTo(pages));
    }

    private void wire() {
        ERRORS.forEach((status, error) -> root.errorHandler(status, request -> fail(request, status, error)));
        root.get("/health/live").handler(request -> Replies.json(request, 200, Map.of("status", "UP")));
        root.get("/health/ready").handler(this::ready);
        root.route().handler(this::gate);
        root.route().handler(access::checkHost);
        access.addTo(root);
        if (settings.isPublic() && settings.lookup().text(GATEWAY_KEYS).isEmpty()) {
            // Without keys of its own the gateway would let everybody in.
            var path = settings.lookup().text("camel.component.gateway.path").orElse("/v1");
            root.route(path + "/*").handler(access::admit);
        }
        // Access to these is decided by each consumer and by the gateway.
        root.route("/*").subRouter(paths);
        root.route().handler(access::admit);
        root.route("/*").subRouter(pages);
    }

    private void ready(RoutingContext request) {
        if (phase == Phase.READY) {
            readiness.handle(request);
        } else {
            gate(request);
        }
    }

    /** @param handler of /health/ready, once everything is there */
    public void answerReadiness(Handler<RoutingContext> handler) {
        readiness = handler;
    }

    public void add(HttpPages more) {
        more.addTo(pages);
    }

    private void gate(RoutingContext request) {
        if (phase == Phase.READY) {
            request.next();
        } else {
            request.response().putHeader("Retry-After", "2");
            Replies.error(
                    request,
                    UNAVAILABLE,
                    RuntimeError.NOT_READY,
                    phase == Phase.STARTING ? "the runtime is starting" : "the runtime is stopping");
        }
    }

    private static void fail(RoutingContext request, int status, RuntimeError error) {
        if (status == 500) {
            LOG.error(
                    "{} {} failed",
                    request.request().method(),
                    request.request().path(),
                    request.failure());
        }
        Replies.error(
                request,
                status,
                error,
                switch (status) {
                    case 400 -> "the request cannot be read";
                    case 413 -> "the request has too many bytes";
                    case 500 -> "the request failed";
                    default ->
                        "nothing answers " + request.request().method() + " here in the wanted form (status " + status
                                + ")";
                });
    }

    /** Before anything is open, so that a port that is taken is told at once. */
    public void listen() {
        try {
            await(server.listen(settings.port(), settings.address()));
        } catch (ExecutionException e) {
            throw new SeraiRuntimeException(
                    RuntimeError.PORT_TAKEN,
                    "cannot listen at " + settings.address() + ":" + settings.port() + " ("
                            + e.getCause().getMessage() + ")");
        }
    }

    public int port() {
        return server.actualPort();
    }

    public Vertx vertx() {
        return vertx;
    }

    /** The address of the page, as somebody at this machine types it. */
    public String url() {
        if (settings.publicUrl() != null) {
            return settings.publicUrl().toString();
        }
        var address = settings.address();
        var shown = address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address;
        return "http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port() + "/";
    }

    String routerName() {
        return VertxPlatformHttpRouter.getRouterNameFromPort(port());
    }

    /** For the consumers of platform-http and for the gateway. */
    public VertxPlatformHttpRouter router() {
        return new VertxPlatformHttpRouter(null, vertx, paths, routerName()) {
            @Override
            public Handler<RoutingContext> bodyHandler() {
                var bodies = BodyHandler.create(
                                settings.data().resolve("uploads").toString())
                        .setBodyLimit(settings.http().maxRequestSize())
                        .setDeleteUploadedFilesOnEnd(true);
                return request -> {
                    if (hasNoBody(request.request())) {
                        request.next();
                    } else {
                        bodies.handle(request);
                    }
                };
            }
        };
    }

    /** With HTTP/2 a GET could send a body that nothing announces; such a body is not read. */
    static boolean hasNoBody(HttpServerRequest request) {
        var headers = request.headers();
        return !headers.contains(HttpHeaders.CONTENT_LENGTH)
                && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
                && (request.version() != HttpVersion.HTTP_2
                        || request.method() == HttpMethod.GET
                        || request.method() == HttpMethod.HEAD);
    }

    public void ready() {
        phase = Phase.READY;
    }

    /** From now on nothing new begins; what runs may still answer. */
    public void stopping() {
        phase = Phase.STOPPING;
    }

    @Override
    public void close() {
        try {
            // One after the other: Vert.x cannot tell the end of its own threads on one of them.
            await(server.close());
            await(vertx.close());
        } catch (ExecutionException e) {
            LOG.warn("The server did not close well", e.getCause());
        }
    }

    private static void await(Future<?> future) throws ExecutionException {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        }
    }
}
