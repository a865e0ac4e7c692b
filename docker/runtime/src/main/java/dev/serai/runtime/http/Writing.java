package dev.serai.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.RuntimeError;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.support.http.HttpUtil;

/** Writes what a route has made of a request, always on the thread of its connection. */
final class Writing {

    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** What a route has set for a server that it asked, or its caller for us, is no part of the answer. */
    private static final Set<String> KEPT_BACK =
            Set.of("authorization", "proxy-authorization", "cookie", "apikey", "x-api-key");

    private final Executor workers;
    private final Executor streams;
    private final HeaderFilterStrategy filter;
    private final boolean mute;

    Writing(Executor workers, Executor streams, HeaderFilterStrategy filter, boolean mute) {
        this.workers = workers;
        this.streams = streams;
        this.filter = filter;
        this.mute = mute;
    }

    /** @param written told once, with what went wrong or null */
    void write(Context loop, RoutingContext request, Exchange exchange, Consumer<Throwable> written) {
        var message = exchange.getMessage();
        var body = exchange.getException() == null ? message.getBody() : failure(message, exchange);
        if (body == null || body instanceof Buffer || body instanceof byte[] || body instanceof String) {
            send(loop, request, exchange, body, written);
            return;
        }
        if (body instanceof ChatStream stream && !stream.isTaken() && message instanceof HttpMessage) {
            loop.runOnContext(nothing -> stream(request, exchange, stream, written));
            return;
        }
        // What is left may read a file or wait for a server, which the connection's thread must not.
        try {
            workers.execute(() -> convert(loop, request, exchange, body, written));
        } catch (RejectedExecutionException e) {
            fail(loop, request, e, written);
        }
    }

    /** Errors of ours say what can be done; what others say may tell strangers too much, unless the route wants it. */
    private Object failure(Message message, Exchange exchange) {
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        var error = exchange.getException();
        if (error instanceof SeraiException known) {
            return Replies.error(known.getId(), known.getFact(), known.getRemedy());
        }
        var fact = mute || error.getMessage() == null ? "the route has failed" : error.getMessage();
        return Replies.error(RuntimeError.FAILED.id(), fact, RuntimeError.FAILED.remedy());
    }

    private void convert(
            Context loop, RoutingContext request, Exchange exchange, Object body, Consumer<Throwable> written) {
        try {
            send(loop, request, exchange, converted(exchange, body), written);
        } catch (Exception e) {
            fail(loop, request, e, written);
        }
    }

    /** Null, a Buffer, bytes, a text or a stream. */
    private static Object converted(Exchange exchange, Object body) throws NoTypeConversionAvailableException {
        MessageHelper.resetStreamCache(exchange.getMessage());
        if (body instanceof InputStream) {
            return body;
        }
        if (body instanceof Map || body instanceof List || body instanceof JsonNode || body instanceof Object[]) {
            if (MessageHelper.getContentType(exchange.getMessage()) == null) {
                exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            }
            return Json.bytes(body);
        }
        var converter = exchange.getContext().getTypeConverter();
        var stream = converter.tryConvertTo(InputStream.class, exchange, body);
        return stream == null ? converter.mandatoryConvertTo(String.class, exchange, body) : stream;
    }

    private void send(
            Context loop, RoutingContext request, Exchange exchange, Object body, Consumer<Throwable> written) {
        loop.runOnContext(nothing -> {
            var response = request.response();
            if (response.ended() || response.closed() || response.headWritten()) {
                // The route has answered by itself, or nobody listens.
                close(body);
                written.accept(null);
                return;
            }
            try {
                head(request, exchange, body);
            } catch (RuntimeException e) {
                close(body);
                request.fail(e);
                written.accept(e);
                return;
            }
            if (body instanceof InputStream stream) {
                new Pump(loop, response, stream, streams, written).start();
            } else {
                response.end(buffer(body)).onComplete(end -> written.accept(end.cause()));
            }
        });
    }

    /** An answer while it is written: no thread waits for its pieces. */
    private void stream(RoutingContext request, Exchange exchange, ChatStream stream, Consumer<Throwable> written) {
        try {
            head(request, exchange, stream);
            DeltaTarget.of(exchange.getContext(), DeltaTarget.SSE, workers)
                    .accept(exchange, stream)
                    .whenComplete((reply, failure) -> written.accept(failure));
        } catch (Exception e) {
            stream.close();
            request.fail(e);
            written.accept(e);
        }
    }

    private static Buffer buffer(Object body) {
        if (body instanceof Buffer buffer) {
            return buffer;
        }
        if (body instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return body == null ? Buffer.buffer() : Buffer.buffer(((String) body).getBytes(StandardCharsets.UTF_8));
    }

    private void head(RoutingContext request, Exchange exchange, Object body) {
        var response = request.response();
        var message = exchange.getMessage();
        response.setStatusCode(status(exchange, body));
        // Those of a route that failed may be meant for the server that it was to ask next.
        if (filter != null && exchange.getException() == null) {
            headers(request, exchange);
        }
        var type = MessageHelper.getContentType(message);
        if (type != null) {
            response.putHeader("Content-Type", type);
        }
        if (body instanceof InputStream) {
            response.setChunked(true);
        }
    }

    /** A server that was asked before the failure may have left its own good status in the message. */
    private static int status(Exchange exchange, Object body) {
        var status = HttpUtil.determineResponseCode(exchange, body);
        return exchange.getException() != null && status < BAD_REQUEST ? FAILED : status;
    }

    private void headers(RoutingContext request, Exchange exchange) {
        var converter = exchange.getContext().getTypeConverter();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            // A parameter of the path is the client's own; a field of a form may have a name that no header can have.
            if (!request.pathParams().containsKey(name)
                    && !KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))
                    && NAME.matcher(name).matches()) {
                HttpUtil.applyHeader(
                        filter,
                        exchange,
                        ObjectHelper.createIterator(value, null, true),
                        converter,
                        name,
                        (values, first) -> put(request.response(), name, values, first));
            }
        });
    }

    /** Without the line ends that a value would need to become a header of its own, which Vert.x refuses. */
    private static void put(HttpServerResponse response, String name, List<String> values, String first) {
        if (values != null) {
            response.putHeader(name, values.stream().map(Writing::oneLine).toList());
        } else if (first != null) {
            response.putHeader(name, oneLine(first));
        }
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]+", " ");
    }

    private static void fail(Context loop, RoutingContext request, Throwable failure, Consumer<Throwable> written) {
        loop.runOnContext(nothing -> {
            if (!request.response().headWritten() && !request.response().closed()) {
                request.fail(failure);
            }
            written.accept(failure);
        });
    }

    private static void close(Object body) {
        if (body instanceof InputStream stream) {
            Pump.close(stream);
        }
    }
}
