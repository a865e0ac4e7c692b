package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.RetryPolicy;
import dev.serai.support.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One server: where it is, how to prove who asks, and how long it may take.
 *
 * @param apiKey sent as a bearer token; null sends none
 * @param headers what a gateway in front of the server wants besides
 * @param questions the few calls that only differ by their bodies, by path, so that each is read and checked once
 */
public record Transport(
        HttpPort port,
        URI base,
        String apiKey,
        Map<String, String> headers,
        HttpLimits limits,
        RetryPolicy retry,
        Map<String, HttpCall> questions) {

    public Transport(
            HttpPort port, URI base, String apiKey, Map<String, String> headers, HttpLimits limits, RetryPolicy retry) {
        this(port, base, apiKey, headers, limits, retry, new ConcurrentHashMap<>());
    }

    Faults faults(String model) {
        return new Faults(base, model, secrets());
    }

    private List<String> secrets() {
        var secrets = new ArrayList<String>();
        if (apiKey != null) {
            secrets.add(apiKey);
        }
        Redaction.headers(headers).forEach((name, shown) -> {
            if (shown.equals(Redaction.MASK)) {
                var value = headers.get(name);
                secrets.add(value);
                // a server repeats a credential without its scheme
                secrets.add(value.substring(value.lastIndexOf(' ') + 1));
            }
        });
        return secrets;
    }

    /** What may be shown. */
    @Override
    public String toString() {
        return "Transport[" + Redaction.uri(base) + "]";
    }

    private URI uri(String path) {
        var root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    private HttpCall.Builder call(String method, String path) {
        var call = HttpCall.builder(method, uri(path))
                .headers(headers)
                .limits(limits)
                .retry(retry);
        return apiKey == null || apiKey.isEmpty() ? call : call.header("Authorization", "Bearer " + apiKey);
    }

    /** A question that changes nothing, and so may be sent again. */
    private HttpCall question(String path, Object body) {
        return questions.computeIfAbsent(path, this::question).with(HttpBody.bytes(Json.bytes(body)));
    }

    private HttpCall question(String path) {
        return call("POST", path)
                .header("Content-Type", "application/json")
                .repeatable(true)
                .build();
    }

    CompletableFuture<JsonNode> get(String path, Faults faults) {
        return json(call("GET", path).build(), faults);
    }

    CompletableFuture<JsonNode> post(String path, Object body, Faults faults) {
        return json(question(path, body), faults);
    }

    CompletableFuture<JsonNode> form(String path, HttpBody form, Faults faults) {
        return json(call("POST", path).body(form).build(), faults);
    }

    private CompletableFuture<JsonNode> json(HttpCall call, Faults faults) {
        return mapped(port.send(call), faults, faults::json);
    }

    /** Any answer, with its status left to the caller. */
    CompletableFuture<HttpReply> send(String method, String path, HttpBody body, String contentType, Faults faults) {
        var call = call(method, path).body(body).limits(limits.withTotal(Duration.ZERO));
        if (contentType != null) {
            call.header("Content-Type", contentType);
        }
        return mapped(port.send(call.build()), faults, Function.identity());
    }

    /** Opens a streamed answer and completes with its first delta. */
    CompletableFuture<ChatStream> stream(
            String path, Object body, Faults faults, BiFunction<HttpStream, Faults, ChatStream> reader) {
        var opened = port.open(question(path, body));
        var first = opened.thenCompose(response -> response.status() >= 400
                ? response.whole().thenApply(reply -> {
                    throw faults.status(reply);
                })
                : reader.apply(response, faults).awaitFirst());
        return mapped(first, faults, Function.identity(), () -> close(opened));
    }

    /** Opens an answer of lines that report progress. It may take hours, so only silence is limited, and that as an
     *  answer's beginning is: the check of a large file is one line and then minutes of nothing. */
    CompletableFuture<HttpStream> lines(String path, Object body, Faults faults) {
        var call = call("POST", path)
                .json(Json.bytes(body))
                .repeatable(true)
                .limits(limits.withTotal(Duration.ZERO).withIdle(limits.firstByte()))
                .build();
        var opened = port.open(call);
        var checked = opened.thenCompose(response -> response.status() >= 400
                ? response.whole().<HttpStream>thenApply(reply -> {
                    throw faults.status(reply);
                })
                : CompletableFuture.completedFuture(response));
        return mapped(checked, faults, Function.identity(), () -> close(opened));
    }

    private static <T, R> CompletableFuture<R> mapped(
            CompletableFuture<T> exchange, Faults faults, Function<T, R> reader) {
        return mapped(exchange, faults, reader, () -> exchange.cancel(true));
    }

    private static <T, R> CompletableFuture<R> mapped(
            CompletableFuture<T> exchange, Faults faults, Function<T, R> reader, Runnable stop) {
        var result = new Abandonable<R>(stop);
        exchange.whenComplete((value, error) -> {
            try {
                if (error == null) {
                    result.complete(reader.apply(value));
                } else {
                    result.completeExceptionally(faults.of(error));
                }
            } catch (RuntimeException e) {
                result.completeExceptionally(faults.of(e));
            }
        });
        return result;
    }

    private static void close(CompletableFuture<HttpStream> opened) {
        opened.cancel(true);
        opened.thenAccept(HttpStream::close);
    }

    /** Whoever gives up on the answer, or on a stage made from it, gives up on the exchange. */
    private static final class Abandonable<T> extends CompletableFuture<T> {
        private final Runnable stop;

        Abandonable(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Abandonable<>(stop);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                stop.run();
            }
            return cancelled;
        }
    }
}
