package dev.serai.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server that answers as a test says, and keeps what it was asked with the whole address. */
public final class TestServer implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Answer> script = request -> Answer.json(200, "[]");

    /** A request. */
    public record Asked(String method, String uri, Map<String, String> headers, byte[] bytes) {

        public String path() {
            return uri.split("\\?", 2)[0];
        }

        /** The parameters as they were meant, in the form name=value. */
        public List<String> query() {
            var parts = uri.split("\\?", 2);
            return parts.length < 2
                    ? List.of()
                    : Arrays.stream(parts[1].split("&"))
                            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                            .toList();
        }

        public String parameter(String name) {
            return query().stream()
                    .filter(part -> part.startsWith(name + "="))
                    .map(part -> part.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }

        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return Json.read(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An answer; one with a negative status never comes. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer json(int status, String body) {
            return of(status, "application/json; charset=utf-8", body);
        }

        public static Answer of(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer none() {
            return new Answer(-1, Map.of(), new byte[0]);
        }

        public Answer with(String header, String value) {
            var all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Answer(status, all, body);
        }
    }

    public TestServer() {
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        server = start();
    }

    private HttpServer start() {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setAcceptBacklog(4096)
                .setHttp2ClearTextEnabled(false);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        var headers = new LinkedHashMap<String, String>();
                        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                        var seen = new Asked(request.method().name(), request.uri(), headers, body.getBytes());
                        asked.add(seen);
                        var answer = script.apply(seen);
                        if (answer.status() < 0) {
                            return;
                        }
                        var response = request.response().setStatusCode(answer.status());
                        answer.headers().forEach(response::putHeader);
                        if (request.method().name().equals("HEAD")) {
                            response.end();
                        } else {
                            response.end(Buffer.buffer(answer.body()));
                        }
                    }))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void answer(Function<Asked, Answer> newScript) {
        script = newScript;
    }

    public void answer(Answer answer) {
        script = request -> answer;
    }

    public void answerRows(String rows) {
        answer(Answer.json(200, rows));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    public Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
