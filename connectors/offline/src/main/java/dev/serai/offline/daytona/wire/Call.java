package dev.serai.offline.daytona.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A request with what its route took from the path.
 *
 * @param path the path below the service's prefix
 * @param words the path's variable parts, decoded
 */
public record Call(Exchange exchange, String path, List<String> words) {
    private static final String JSON = "application/json; charset=utf-8";

    public String word(int index) {
        return words.get(index);
    }

    public Query query() {
        return exchange.query();
    }

    /** The first value of a query parameter, or an empty text. */
    public String query(String name) {
        var value = exchange.query().first(name);
        return value == null ? "" : value;
    }

    public String header(String name) {
        return exchange.header(name);
    }

    /** The body, which must be a JSON object. */
    public JsonNode json() {
        try {
            var body = Json.parse(exchange.bodyText());
            if (body.isObject()) {
                return body;
            }
        } catch (UncheckedIOException e) {
            throw Refusal.badRequest("invalid request body: no JSON");
        }
        throw Refusal.badRequest("invalid request body: no JSON object");
    }

    public void reply(int status, JsonNode body) {
        exchange.send(status, JSON, Json.write(body));
    }

    public void reply(JsonNode body) {
        reply(200, body);
    }

    public void replyEmpty(int status) {
        exchange.sendEmpty(status);
    }

    /** Answers later with a result of another thread; a failure is answered as if a handler had thrown it. */
    public <T> void later(CompletableFuture<T> result, Consumer<T> answer) {
        result.whenComplete((value, failure) -> exchange.onEventLoop(() -> {
            if (failure == null) {
                answer.accept(value);
            } else {
                var cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
            }
        }));
    }
}
