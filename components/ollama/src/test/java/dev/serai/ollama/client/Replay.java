package dev.serai.ollama.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lets a client talk to a recording.
 *
 * @param differences where the client's request is not the recorded one, and may not be; null when another was recorded
 */
record Replay(String recording, List<String> differences) {

    private static final HttpLimits LIMITS = HttpLimits.DEFAULTS.withTotal(Duration.ofMinutes(1));
    private static final HttpPort PORT = HttpPort.builder().build();

    /** An exchange's result with the address it came from. */
    record Result<T>(URI server, T value, OllamaException error) {}

    static Replay of(String recording, String... differences) {
        return new Replay(recording, List.of(differences));
    }

    /** The answer alone: the recorded request is one that the client never sends. */
    static Replay answerOf(String recording) {
        return new Replay(recording, null);
    }

    static Transport transport(URI server) {
        return new Transport(PORT, server, null, Map.of(), LIMITS, RetryPolicy.NONE);
    }

    /** Runs an exchange with the recorded server and compares what was sent with the recorded request. */
    <T> Result<T> run(Chunks chunks, Function<Transport, CompletableFuture<T>> exchange) throws Exception {
        var recorded = Recording.read(recording);
        try (var server = ReplayServer.of(recorded, chunks)) {
            Result<T> result;
            try {
                var future = exchange.apply(transport(server.uri()));
                result = new Result<>(
                        server.uri(), future.orTimeout(30, TimeUnit.SECONDS).join(), null);
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(OllamaException.class);
                result = new Result<>(server.uri(), null, (OllamaException) e.getCause());
            }
            checkRequest(recorded, server.request());
            return result;
        }
    }

    /** Runs an exchange that must succeed. */
    <T> T answer(Chunks chunks, Function<Transport, CompletableFuture<T>> exchange) throws Exception {
        var result = run(chunks, exchange);
        if (result.error() != null) {
            throw result.error();
        }
        return result.value();
    }

    private void checkRequest(Recording recorded, ReplayServer.Request sent) {
        if (differences == null) {
            return;
        }
        assertThat(sent.method()).isEqualTo(recorded.method());
        assertThat(sent.path()).isEqualTo(recorded.path());
        if (recorded.request() == null) {
            assertThat(sent.body()).isEmpty();
        } else {
            assertThat(sent.head()).containsIgnoringCase("Content-Type: application/json");
            assertThat(JsonDiff.between(recorded.request(), sent.body()))
                    .as("differences between %s and %s", recorded.request(), sent.body())
                    .containsExactlyInAnyOrderElementsOf(differences);
        }
    }

    /** All deltas of a stream, once it has ended. */
    static CompletableFuture<List<ChatDelta>> deltas(ChatStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            var deltas = new ArrayList<ChatDelta>();
            stream.forEachRemaining(deltas::add);
            return deltas;
        });
    }

    @Override
    public String toString() {
        return recording;
    }
}
