package dev.serai.offline.daytona;

import dev.serai.offline.daytona.api.Api;
import dev.serai.offline.daytona.api.Faults;
import dev.serai.offline.daytona.api.Previews;
import dev.serai.offline.daytona.api.Sandbox;
import dev.serai.offline.daytona.api.SandboxState;
import dev.serai.offline.daytona.api.Sandboxes;
import dev.serai.offline.daytona.toolbox.Toolbox;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.LoopbackServer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Looks at the key, and passes requests on to the API, a sandbox's toolbox or a preview. */
final class Gateway {
    private static final String API = "/api";
    private static final String TOOLBOX = "/toolbox/";
    private static final String PREVIEW = "/preview";

    private final Api api;
    private final Sandboxes sandboxes;
    private final Previews previews;
    private final Faults faults;
    private final String key;
    private final Supplier<Instant> now;
    private final Map<Exchange, Sandbox> using = new ConcurrentHashMap<>();

    Gateway(Api api, Sandboxes sandboxes, Previews previews, Faults faults, String key, Supplier<Instant> now) {
        this.api = api;
        this.sandboxes = sandboxes;
        this.previews = previews;
        this.faults = faults;
        this.key = key;
        this.now = now;
    }

    boolean streams(String method, String path) {
        return path.startsWith(TOOLBOX) && Toolbox.streams(method, path);
    }

    void handle(Exchange exchange) {
        if (faults.isUnreachable()) {
            exchange.cut();
            return;
        }
        var path = exchange.path();
        if (path.startsWith(API + "/")) {
            mustHaveKey(exchange.header("Authorization"));
            misfortune(exchange);
            api.handle(exchange, path.substring(API.length()));
        } else if (path.startsWith(TOOLBOX)) {
            mustHaveKey(exchange.header("Authorization"));
            misfortune(exchange);
            var sandbox = sandbox(path);
            sandbox.use(now.get());
            using.put(exchange, sandbox);
            exchange.onEnd(() -> {
                using.remove(exchange);
                sandbox.release(now.get());
            });
            sandbox.toolbox().handle(exchange, below(path));
        } else if (path.startsWith(PREVIEW + "/")) {
            previews.handle(exchange, path.substring(PREVIEW.length()));
        } else {
            throw Refusal.notFound("Cannot " + exchange.method() + " " + path);
        }
    }

    void connect(ServerWebSocket socket) {
        if (faults.isUnreachable()) {
            LoopbackServer.cut(socket);
            return;
        }
        try {
            var path = socket.path();
            if (path.startsWith(PREVIEW + "/")) {
                throw Refusal.notDone("WebSockets of previews");
            }
            if (!path.startsWith(TOOLBOX)) {
                // The event stream of newer services; clients ask for states where there is none.
                socket.reject(404);
                return;
            }
            mustHaveKey(socket.headers().get("Authorization"));
            if (faults.isToBeLost("GET", path)) {
                LoopbackServer.cut(socket);
                return;
            }
            var sandbox = sandbox(path);
            sandbox.touch(now.get());
            sandbox.toolbox().connect(socket, below(path));
        } catch (Refusal e) {
            socket.reject(e.status());
        }
    }

    /** Breaks off what a sandbox was asked and has not answered. */
    void cut(Sandbox sandbox) {
        using.forEach((exchange, used) -> {
            if (used == sandbox) {
                exchange.onEventLoop(exchange::cut);
            }
        });
    }

    /** Answers in the shape of the service that was asked. */
    void failed(Exchange exchange, RuntimeException failure) {
        if (exchange.started()) {
            exchange.cut();
            return;
        }
        var refusal = failure instanceof Refusal known ? known : Refusal.of(500, "the stand-in failed: " + failure);
        refusal.headers().forEach(exchange::setHeader);
        if (refusal.isSilent()) {
            exchange.sendEmpty(refusal.status());
            return;
        }
        var json = Json.object().put("statusCode", refusal.status());
        var path = exchange.path();
        if (path.startsWith(API + "/")) {
            json.put("message", refusal.getMessage())
                    .put("error", refusal.reason())
                    .put("path", path)
                    .put("timestamp", now.get().toString());
        } else {
            json.put("message", refusal.toolboxMessage())
                    .put("code", refusal.code())
                    .put("timestamp", now.get().toString())
                    .put("path", path.startsWith(TOOLBOX) ? below(path) : path)
                    .put("method", exchange.method());
        }
        exchange.send(refusal.status(), "application/json", Json.write(json));
    }

    private void misfortune(Exchange exchange) {
        if (faults.isToBeLost(exchange.method(), exchange.path())) {
            exchange.loseAnswer();
        }
    }

    private void mustHaveKey(String header) {
        if (!("Bearer " + key).equals(header)) {
            throw Refusal.of(401, "Unauthorized");
        }
    }

    private Sandbox sandbox(String path) {
        var id = path.substring(TOOLBOX.length()).split("/", 2)[0];
        var sandbox = sandboxes.find(id);
        if (sandbox == null) {
            throw Refusal.notFound("sandbox container not found: " + id);
        }
        if (sandbox.state() != SandboxState.STARTED) {
            throw Refusal.badRequest("no IP address found. Is the Sandbox started?");
        }
        return sandbox;
    }

    /** The path below the sandbox, with its slash. */
    private static String below(String path) {
        var slash = path.indexOf('/', TOOLBOX.length());
        return slash < 0 ? "/" : path.substring(slash);
    }
}
