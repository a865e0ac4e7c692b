package dev.serai.runtime.http;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.access.WebhookRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumerAware;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Begins a route for each request and lets its thread go. Camel's own consumer, from which it has the paths and the
 * reading of requests, keeps a thread until the route has ended.
 */
final class WorkflowConsumer extends VertxPlatformHttpConsumer {

    private final String routerName;
    private final WorkflowEngine engine;
    private final Writing writing;
    private Route guard;
    private volatile WebhookRule rule;

    WorkflowConsumer(PlatformHttpEndpoint endpoint, Processor processor, String routerName, WorkflowEngine engine) {
        super(endpoint, processor, List.of(), routerName);
        this.routerName = routerName;
        this.engine = engine;
        this.writing = new Writing(
                engine.workers(), engine.streams(), endpoint.getHeaderFilterStrategy(), endpoint.isMuteException());
    }

    /** The guard stands before the reading of the body, so that strangers cannot make the runtime read. */
    @Override
    protected void doStart() throws Exception {
        guard = VertxPlatformHttpRouter.lookup(getEndpoint().getCamelContext(), routerName)
                .route(path())
                .handler(this::guard)
                .handler(this::enter);
        var methods = Method.parseList(getEndpoint().getHttpMethodRestrict());
        if (!methods.equals(Method.getAll())) {
            methods.forEach(method -> guard.method(HttpMethod.valueOf(method.name())));
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (guard != null) {
            guard.remove();
            guard = null;
        }
    }

    /** Vert.x writes a parameter of a path as :name. */
    private String path() {
        var path = getEndpoint().getPath().replaceAll("\\{([^/}]+)}", ":$1");
        return getEndpoint().isMatchOnUriPrefix() && !path.endsWith("*") ? path + "*" : path;
    }

    private void guard(RoutingContext request) {
        if (isSuspended()) {
            Replies.error(request, 503, RuntimeError.NOT_READY, "this workflow is stopped");
        } else {
            engine.webhooks().admit(rule(), request);
        }
    }

    /** After the guard, since strangers take up no place, and before the body is read. */
    private void enter(RoutingContext request) {
        var length = engine.length(request.request());
        var whole = readsWhole();
        var place = Place.of(request) == null ? engine.enter(request, whole ? length : 0) : Place.of(request);
        if (place == null) {
            busy(request);
            return;
        }
        if (length > 0) {
            place.watch(whole, () -> tooSlow(request), () -> tooMuch(request));
        }
        request.next();
    }

    private static void tooSlow(RoutingContext request) {
        closeWhenAnswered(request);
        Replies.error(request, 408, RuntimeError.BAD_REQUEST, "the body did not arrive in time");
    }

    private static void tooMuch(RoutingContext request) {
        closeWhenAnswered(request);
        busy(request);
    }

    /** The rest of the body would keep the connection for ever. */
    private static void closeWhenAnswered(RoutingContext request) {
        request.addEndHandler(answered -> {
            if (request.request().version() == HttpVersion.HTTP_2) {
                request.response().reset();
            } else {
                request.request().connection().close();
            }
        });
    }

    private WebhookRule rule() {
        if (rule == null) {
            rule = engine.webhooks().rule(routeId(), getEndpoint().getPath());
        }
        return rule;
    }

    private String routeId() {
        for (var route : getEndpoint().getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof PlatformHttpConsumerAware aware
                    && aware.getPlatformHttpConsumer() == this) {
                return route.getRouteId();
            }
        }
        return null;
    }

    @Override
    protected void handleRequest(RoutingContext request) {
        var whole = readsWhole();
        if (whole) {
            Place.of(request).read();
            if (!Place.of(request).holds(request.request().bytesRead())) {
                busy(request);
                return;
            }
        }
        if (!engine.webhooks().mayStart(rule(), request, whole)) {
            return;
        }
        var exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        var call = new Call(request, exchange);
        read(exchange, request).onComplete(read -> {
            call.place.read();
            if (call.ended.get()) {
                return;
            }
            if (read.failed()) {
                refuse(call, read.cause());
                return;
            }
            try {
                fill(request, exchange);
            } catch (RuntimeException e) {
                refuse(call, e);
                return;
            }
            begin(call);
        });
    }

    private boolean readsWhole() {
        var endpoint = getEndpoint();
        return endpoint.isHttpProxy() || endpoint.isUseBodyHandler() && !endpoint.isUseStreaming();
    }

    /** What the client has written wrong, such as a query, fails at once. */
    private Future<Void> read(Exchange exchange, RoutingContext request) {
        try {
            return processHttpRequest(exchange, request).mapEmpty();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void refuse(Call call, Throwable cause) {
        call.end();
        call.request.fail(cause);
    }

    private static void busy(RoutingContext request) {
        if (request.response().ended()) {
            return;
        }
        request.response().putHeader("Retry-After", "5");
        Replies.error(
                request, 503, RuntimeError.TOO_BUSY, "too many requests wait for an answer, or too many bytes of them");
    }

    private void fill(RoutingContext request, Exchange exchange) {
        if (getEndpoint().isHttpProxy()) {
            exchange.getExchangeExtension().setStreamCacheDisabled(true);
            exchange.getMessage()
                    .setHeader(Exchange.HTTP_HOST, request.request().getHeader("Host"));
            exchange.getMessage().removeHeader("Proxy-Connection");
        }
        if (getEndpoint().isUseBodyHandler()) {
            form(request, exchange);
        }
        engine.webhooks().forget(rule(), exchange.getMessage().getHeaders());
        if (exchange.getMessage().getBody() instanceof Buffer buffer) {
            // Bytes are what every step, store and record understands.
            exchange.getMessage().setBody(buffer.length() == 0 ? null : buffer.getBytes());
        }
    }

    private void form(RoutingContext request, Exchange exchange) {
        var type = String.valueOf(request.parsedHeaders().contentType().value()).toLowerCase(java.util.Locale.ROOT);
        var multipart = type.startsWith("multipart/form-data");
        if (!multipart && !type.startsWith("application/x-www-form-urlencoded")) {
            return;
        }
        var message = exchange.getMessage();
        var filter = getEndpoint().getHeaderFilterStrategy();
        var fields = new HashMap<String, Object>();
        request.request().formAttributes().forEach((name, value) -> {
            if (filter == null || !filter.applyFilterToExternalHeaders(name, value, exchange)) {
                add(message.getHeaders(), name, value);
                add(fields, name, value);
            }
        });
        if (getEndpoint().isPopulateBodyWithForm() && !fields.isEmpty()) {
            message.setBody(fields);
        }
        if (multipart) {
            populateAttachments(request.fileUploads(), message);
        }
    }

    private static void add(java.util.Map<String, Object> values, String name, String value) {
        values.merge(name, value, (before, now) -> {
            var all = new java.util.ArrayList<Object>();
            if (before instanceof List<?> several) {
                all.addAll(several);
            } else {
                all.add(before);
            }
            all.add(now);
            return all;
        });
    }

    private void begin(Call call) {
        try {
            engine.workers().execute(() -> process(call));
            call.begun = true;
        } catch (RejectedExecutionException e) {
            call.end();
            busy(call.request);
        }
    }

    private void process(Call call) {
        try {
            createUoW(call.exchange);
        } catch (Exception e) {
            call.exchange.setException(e);
            call.end();
            call.loop.runOnContext(nothing -> call.request.fail(e));
            return;
        }
        getAsyncProcessor()
                .process(
                        call.exchange,
                        doneSync -> writing.write(call.loop, call.request, call.exchange, call::written));
    }

    /** One request on its way through a route. */
    private final class Call {

        private final RoutingContext request;
        private final Exchange exchange;
        private final Context loop;
        private final Place place;
        private final AtomicBoolean ended = new AtomicBoolean();
        /** Touched on the connection's thread only. */
        private boolean begun;

        Call(RoutingContext request, Exchange exchange) {
            this.request = request;
            this.exchange = exchange;
            this.loop = request.vertx().getOrCreateContext();
            this.place = Place.of(request);
            place.begin();
            request.addEndHandler(answered -> giveUp());
            if (engine.stopsWhenLeft()) {
                request.addEndHandler(answered -> leave());
            }
        }

        /** A stream whose client leaves before its end never ends. */
        private void giveUp() {
            if (!begun) {
                end();
                // The file it was written to.
                UnitOfWorkHelper.doneSynchronizations(
                        exchange, exchange.getExchangeExtension().handoverCompletions());
            }
        }

        /** The step that runs goes on to its end; those behind it are left out. */
        private void leave() {
            if (!request.response().ended() && !ended.get()) {
                exchange.setRouteStop(true);
            }
        }

        private void written(Throwable failure) {
            if (failure != null && getEndpoint().isHandleWriteResponseError()) {
                exchange.setException(failure);
            }
            if (!ended.get()) {
                doneUoW(exchange);
                end();
            }
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                place.leave();
                releaseExchange(exchange, false);
            }
        }
    }
}
