package dev.serai.runtime.console;

import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** What the operations of the API have in common: limits before they begin, one shape of errors when they fail. */
final class Api {

    private static final int LARGEST_BODY = 1 << 20;
    private static final int LARGEST_UPLOAD = 8 << 20;
    private static final int TOO_LARGE = 413;

    private final Router router;
    private final Work work;

    Api(Router router, Work work) {
        this.router = router;
        this.work = work;
    }

    void get(String path, Operation operation) {
        router.get(path).handler(refusing(request -> run(ApiCall.of(request), operation)));
    }

    void post(String path, Operation operation) {
        write(HttpMethod.POST, path, LARGEST_BODY, refusing(request -> run(ApiCall.of(request), operation)));
    }

    /** Takes a file, which is read by the operation and not here. */
    void upload(String path, Operation operation) {
        write(HttpMethod.POST, path, LARGEST_UPLOAD, refusing(request -> run(ApiCall.unread(request), operation)));
    }

    void delete(String path, Operation operation) {
        write(HttpMethod.DELETE, path, LARGEST_BODY, refusing(request -> run(ApiCall.unread(request), operation)));
    }

    /** An operation that writes its answer itself, bit by bit. */
    void stream(HttpMethod method, String path, Handler<RoutingContext> operation) {
        if (method == HttpMethod.POST) {
            write(method, path, LARGEST_BODY, refusing(operation));
        } else {
            router.route(method, path).handler(refusing(operation));
        }
    }

    /** What else lies below the path is unknown, and says so in the shape that the pages read. */
    void close(String path) {
        router.route(path + "/*").last().handler(refusing(request -> {
            throw new ConsoleException(
                    ConsoleError.UNKNOWN_ADDRESS,
                    request.request().method() + " "
                            + ConsoleException.shown(request.request().path()) + " is unknown");
        }));
    }

    private void write(HttpMethod method, String path, int largest, Handler<RoutingContext> operation) {
        // A route of its own: what is not let in has its body left unread.
        router.route(method, path).handler(refusing(Api::admit));
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(largest))
                .handler(operation)
                .failureHandler(request -> fail(
                        request,
                        request.statusCode() == TOO_LARGE
                                ? new ConsoleException(
                                        ConsoleError.TOO_LARGE, "the body has more than " + largest + " bytes")
                                : request.failure() == null
                                        ? new ConsoleException(ConsoleError.BAD_REQUEST, "the body cannot be read")
                                        : request.failure()));
    }

    /** A page of another site can set neither this header nor this type without asking first. */
    private static void admit(RoutingContext request) {
        if (!"1".equals(request.request().getHeader("X-Serai-Console"))) {
            throw new ConsoleException(ConsoleError.NO_CONSOLE_HEADER, "the header X-Serai-Console is missing");
        }
        var type = request.request().getHeader("Content-Type");
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new ConsoleException(ConsoleError.BAD_TYPE, "the body is not said to be JSON");
        }
        request.next();
    }

    private void run(ApiCall call, Operation operation) {
        var request = call.request();
        var context = request.vertx().getOrCreateContext();
        work.execute(() -> {
            try {
                var given = operation.answer(call);
                if (given instanceof CompletionStage<?> later) {
                    later.whenComplete((value, error) -> {
                        if (error == null) {
                            answer(context, request, value);
                        } else {
                            fail(context, request, error);
                        }
                    });
                } else {
                    answer(context, request, given);
                }
            } catch (Exception e) {
                fail(context, request, e);
            }
        });
    }

    private static Handler<RoutingContext> refusing(Handler<RoutingContext> handler) {
        return request -> {
            try {
                handler.handle(request);
            } catch (SeraiException e) {
                fail(request, e);
            }
        };
    }

    private static void answer(Context context, RoutingContext request, Object value) {
        if (value instanceof Tasks.ApiFile file) {
            context.runOnContext(nothing -> give(request, file));
            return;
        }
        try {
            var bytes = value == null ? Json.bytes(Json.object()) : Json.bytes(value);
            context.runOnContext(nothing -> write(request, 200, bytes));
        } catch (RuntimeException e) {
            fail(context, request, e);
        }
    }

    private static void fail(Context context, RoutingContext request, Throwable error) {
        context.runOnContext(nothing -> fail(request, error));
    }

    private static void fail(RoutingContext request, Throwable error) {
        var known = Problem.known(error);
        write(request, Problem.status(known), Json.bytes(Problem.of(known)));
    }

    private static void give(RoutingContext request, Tasks.ApiFile file) {
        Site.protect(request);
        request.response()
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Disposition", file.disposition())
                .putHeader("Cache-Control", "no-store");
        if (!request.response().closed()) {
            request.response().end(Buffer.buffer(file.bytes()));
        }
    }

    private static void write(RoutingContext request, int status, byte[] bytes) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Site.protect(request);
        response.setStatusCode(status);
        response.putHeader("Content-Type", "application/json");
        response.putHeader("Cache-Control", "no-store");
        response.end(Buffer.buffer(bytes));
    }
}
