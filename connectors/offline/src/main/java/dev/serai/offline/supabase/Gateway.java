package dev.serai.offline.supabase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Locale;

/** Looks at the API key and the token, and passes requests on to the service that they are for. */
final class Gateway {
    private static final String BEARER = "bearer ";

    private final List<Service> services;
    private final Tokens tokens;

    Gateway(List<Service> services, Tokens tokens) {
        this.services = services;
        this.tokens = tokens;
    }

    boolean streams(String method, String path) {
        var service = serviceOf(path);
        return service != null && service.streams(method, below(service, path));
    }

    void handle(Exchange exchange) {
        exchange.setHeader("Access-Control-Allow-Origin", "*");
        if (isPreflight(exchange)) {
            exchange.setHeader("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT")
                    .setHeader("Access-Control-Max-Age", "3600");
            var headers = exchange.header("Access-Control-Request-Headers");
            if (headers != null) {
                exchange.setHeader("Access-Control-Allow-Headers", headers);
            }
            exchange.sendEmpty(200);
            return;
        }
        var service = serviceOf(exchange.path());
        if (service == null) {
            refuse(exchange, 404, Json.object().put("message", "no Route matched with those values"));
            return;
        }
        var path = below(service, exchange.path());
        var query = exchange.query();
        var key = exchange.header("apikey") == null ? query.first("apikey") : exchange.header("apikey");
        Claims ofKey;
        try {
            ofKey = key == null ? Claims.ANON : tokens.verify(key);
        } catch (TokenProblem e) {
            if (service.needsKey(path)) {
                invalidKey(exchange);
                return;
            }
            ofKey = Claims.ANON;
        }
        if (key == null && service.needsKey(path)) {
            refuse(
                    exchange,
                    401,
                    Json.object()
                            .put("message", "No API key found in request")
                            .put("hint", "No `apikey` request header or url param was found."));
            return;
        }
        var token = bearer(exchange.header("Authorization"));
        try {
            service.handle(new Call(exchange, path, query, token == null ? ofKey : tokens.verify(token)));
        } catch (TokenProblem e) {
            service.refuse(new Call(exchange, path, query, ofKey), e);
        }
    }

    void connect(ServerWebSocket socket) {
        var service = serviceOf(socket.path());
        if (service == null) {
            socket.reject(404);
            return;
        }
        var inQuery = Query.parse(socket.query()).first("apikey");
        var key = inQuery == null ? socket.headers().get("apikey") : inQuery;
        try {
            if (key == null) {
                socket.reject(401);
            } else {
                service.connect(socket, tokens.verify(key));
            }
        } catch (TokenProblem e) {
            socket.reject(401);
        }
    }

    /** What becomes of a request whose handler failed: the stand-in's own fault, and said so. */
    static void failed(Exchange exchange, RuntimeException failure) {
        if (exchange.started()) {
            exchange.cut();
        } else {
            var body = Json.object()
                    .put("code", "STANDIN")
                    .put("message", "the stand-in failed: " + failure)
                    .putNull("details")
                    .putNull("hint");
            exchange.send(500, "application/json", Json.write(body));
        }
    }

    private Service serviceOf(String path) {
        for (var service : services) {
            var prefix = service.prefix();
            if (path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
                return service;
            }
        }
        return null;
    }

    private static String below(Service service, String path) {
        return path.substring(service.prefix().length());
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS") && exchange.header("Access-Control-Request-Method") != null;
    }

    private static String bearer(String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).trim()
                : null;
    }

    private static void invalidKey(Exchange exchange) {
        exchange.setHeader("sb-error-code", "UNAUTHORIZED_INVALID_API_KEY");
        refuse(
                exchange,
                401,
                Json.object()
                        .put("message", "Invalid API key")
                        .put("hint", "Double check your Supabase `anon` or `service_role` API key."));
    }

    private static void refuse(Exchange exchange, int status, ObjectNode body) {
        exchange.send(status, "application/json", Json.write(body));
    }
}
