package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.Transport;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatienceTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final HttpPort port = HttpPort.builder().build();
    private final Node node = Node.ollama(
            new Transport(
                    port,
                    URI.create("http://strix:11434"),
                    null,
                    Map.of(),
                    new HttpLimits(LONG, LONG, LONG, LONG, 1_000),
                    RetryPolicy.NONE),
            Map.of());

    private final CompletableFuture<String> request = new CompletableFuture<>();

    @AfterEach
    void close() {
        port.close();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        await().until(future::isDone);
        return Failures.unwrap(future.handle((value, error) -> error).join());
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() {
        var error = failure(Patience.of(node, request, Duration.ofMillis(1)));
        assertThat(error)
                .isInstanceOfSatisfying(
                        OllamaException.class, e -> assertThat(e.error()).isEqualTo(OllamaError.NO_ANSWER))
                .hasMessageContaining("http://strix:11434");
        assertThat(request).isCancelled();
    }

    @Test
    void anAnswerInTimeIsPassedOn() {
        var answer = Patience.of(node, request);
        request.complete("0.33.0");
        assertThat(answer).isCompletedWithValue("0.33.0");
    }

    @Test
    void aFailureIsPassedOnAsItIs() {
        var broken = new OllamaException(OllamaError.REFUSED, "nothing answers");
        var answer = Patience.of(node, request);
        request.completeExceptionally(new CompletionException(broken));
        assertThat(failure(answer)).isSameAs(broken);
    }

    @Test
    void whoGivesUpTheAnswerGivesUpTheRequest() {
        Patience.of(node, request).cancel(true);
        assertThat(request).isCancelled();
    }
}
