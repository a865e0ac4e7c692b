package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.serai.modal.proto.AuthTokenGetRequest;
import dev.serai.modal.proto.AuthTokenGetResponse;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The gRPC of a client, as little as tests need. */
final class Client implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);
    static final String CONTROL = "/modal.client.ModalClient/";
    static final String ROUTER = "/modal.task_command_router.TaskCommandRouter/";

    private static final int HEAD = 5;

    /**
     * An answer.
     *
     * @param status the status of gRPC, or -1 where the connection broke before there was one
     * @param details what grpc-status-details-bin said, or null
     */
    record Answer(List<byte[]> messages, int status, String message, String details) {}

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final HttpClient http;
    private final URI server;
    private final Map<String, String> keys = new HashMap<>();

    Client(ModalStandIn server) {
        this(server.baseUrl(), server.tokenId(), server.tokenSecret());
    }

    Client(String url, String id, String secret) {
        server = URI.create(url);
        http = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        keys.put("x-modal-token-id", id);
        keys.put("x-modal-token-secret", secret);
        keys.put("x-modal-client-type", "8");
        keys.put("x-modal-client-version", "1.0.0");
    }

    /** Gets a token as clients do before they ask for anything else. */
    Client signedIn() {
        var token = call("AuthTokenGet", AuthTokenGetRequest.getDefaultInstance(), AuthTokenGetResponse.parser());
        keys.put("x-modal-auth-token", token.getToken());
        return this;
    }

    Client with(String name, String value) {
        keys.put(name, value);
        return this;
    }

    <A extends MessageLite> A call(String method, MessageLite question, Parser<A> parser) {
        return one(answer(method, question), parser);
    }

    Answer answer(String method, MessageLite question) {
        return wait(later(CONTROL + method, question, keys));
    }

    <A extends MessageLite> A route(String jwt, String method, MessageLite question, Parser<A> parser) {
        return one(routed(jwt, method, question), parser);
    }

    Answer routed(String jwt, String method, MessageLite question) {
        return wait(laterRouted(jwt, method, question));
    }

    CompletableFuture<Answer> laterRouted(String jwt, String method, MessageLite question) {
        return later(ROUTER + method, question, Map.of("authorization", "Bearer " + jwt));
    }

    static <A extends MessageLite> List<A> all(Answer answer, Parser<A> parser) {
        return answer.messages.stream()
                .map(bytes -> {
                    try {
                        return parser.parseFrom(bytes);
                    } catch (InvalidProtocolBufferException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    static HttpResponse<byte[]> http(String method, String url, byte[] body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return java.net.http.HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }

    CompletableFuture<Answer> later(String path, MessageLite question, Map<String, String> metadata) {
        var answer = new CompletableFuture<Answer>();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(path)
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
        metadata.forEach(options::putHeader);
        var bytes = question.toByteArray();
        // On one context from the start, so that the answer's handlers are there before the answer.
        vertx.runOnContext(nothing -> http.request(options)
                .onFailure(failure -> answer.complete(broken(List.of(), failure)))
                .onSuccess(request -> {
                    request.response()
                            .onFailure(failure -> answer.complete(broken(List.of(), failure)))
                            .onSuccess(response -> read(response, answer));
                    request.end(Buffer.buffer()
                            .appendByte((byte) 0)
                            .appendInt(bytes.length)
                            .appendBytes(bytes));
                }));
        return answer;
    }

    @Override
    public void close() {
        wait(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static void read(HttpClientResponse response, CompletableFuture<Answer> answer) {
        var whole = Buffer.buffer();
        response.exceptionHandler(failure -> answer.complete(broken(messages(whole), failure)));
        response.handler(whole::appendBuffer);
        response.endHandler(nothing -> answer.complete(new Answer(
                messages(whole),
                Integer.parseInt(response.getTrailer("grpc-status")),
                response.getTrailer("grpc-message"),
                response.getTrailer("grpc-status-details-bin"))));
    }

    private static Answer broken(List<byte[]> messages, Throwable failure) {
        return new Answer(messages, -1, String.valueOf(failure), null);
    }

    private static List<byte[]> messages(Buffer whole) {
        var messages = new ArrayList<byte[]>();
        for (var at = 0; at + HEAD <= whole.length(); ) {
            var end = at + HEAD + whole.getInt(at + 1);
            if (end > whole.length()) {
                break;
            }
            messages.add(whole.getBytes(at + HEAD, end));
            at = end;
        }
        return messages;
    }

    private static <A extends MessageLite> A one(Answer answer, Parser<A> parser) {
        assertThat(answer.status).as(answer.message).isZero();
        return all(answer, parser).get(0);
    }

    private static <T> T wait(CompletableFuture<T> future) {
        return future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }
}
