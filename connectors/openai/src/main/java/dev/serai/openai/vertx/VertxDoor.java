package dev.serai.openai.vertx;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.http.Admission;
import dev.serai.openai.http.Gateway;
import dev.serai.openai.http.Head;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Brings clients from the server of platform-http. It does not go through a consumer of platform-http, since that one
 * keeps a thread for each request until its route has ended.
 */
public final class VertxDoor implements AutoCloseable {

    private static final String ADMISSION = "dev.serai.openai.admission";
    private static final int TOO_LARGE = 413;

    private final Gateway gateway;
    private final String path;
    private final List<Route> routes = new ArrayList<>();

    private VertxDoor(Gateway gateway, String path) {
        this.gateway = gateway;
        this.path = path;
    }

    /** @param port of the server; null when there is only one */
    public static VertxDoor open(CamelContext context, Integer port, Gateway gateway, String path) {
        var door = new VertxDoor(gateway, path);
        var router = router(context, port);
        // Behind all others, so that a route of the application below this path is found.
        door.routes.add(router.route(path + "/*").last().handler(door::admit));
        door.routes.add(router.route(path + "/*")
                .last()
                .handler(BodyHandler.create(false).setBodyLimit(gateway.maxRequestSize()))
                .handler(door::serve)
                .failureHandler(door::fail));
        return door;
    }

    private static VertxPlatformHttpRouter router(CamelContext context, Integer port) {
        if (port != null) {
            var router = VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
            if (router == null) {
                throw new GatewayException(
                        GatewayError.NO_SERVER, "there is no server of platform-http at the port " + port);
            }
            return router;
        }
        var routers = context.getRegistry().findByType(VertxPlatformHttpRouter.class);
        if (routers.size() != 1) {
            throw new GatewayException(
                    GatewayError.NO_SERVER,
                    "there are " + routers.size() + " servers of platform-http",
                    routers.isEmpty() ? GatewayError.NO_SERVER.remedy() : "Set port to that of the one to use.",
                    null);
        }
        return routers.iterator().next();
    }

    private void admit(RoutingContext request) {
        var admission = gateway.admit(new Head(
                request.request().method().name(),
                path(request),
                name -> request.request().getHeader(name)));
        if (admission.refusal() == null) {
            request.put(ADMISSION, admission);
            request.next();
        } else {
            reply(request).plain(admission.refusal());
        }
    }

    private String path(RoutingContext request) {
        var raw = request.request().path().substring(path.length());
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    private static VertxReply reply(RoutingContext request) {
        return new VertxReply(request.vertx().getOrCreateContext(), request.response());
    }

    private void serve(RoutingContext request) {
        Admission admission = request.get(ADMISSION);
        var response = request.response();
        var buffer = request.body().buffer();
        var call = gateway.serve(admission, buffer == null ? new byte[0] : buffer.getBytes(), reply(request));
        response.closeHandler(closed -> call.left());
        response.exceptionHandler(error -> call.left());
        if (response.closed()) {
            call.left();
        }
    }

    private void fail(RoutingContext request) {
        Admission admission = request.get(ADMISSION);
        if (!request.response().ended() && !request.response().closed()) {
            reply(request)
                    .plain(
                            request.statusCode() == TOO_LARGE
                                    ? gateway.tooLarge(admission)
                                    : gateway.unreadable(admission));
        }
    }

    @Override
    public void close() {
        routes.forEach(Route::remove);
    }
}
