package dev.serai.ollama.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A recorded refusal, the call it answers, and what the client must make of it.
 *
 * @param words what the message must tell besides the server and a remedy
 */
record ErrorScenario(
        Replay replay,
        Function<Transport, CompletableFuture<?>> call,
        OllamaError error,
        boolean retryable,
        List<String> words) {

    static ErrorScenario error(
            Replay replay, Function<Transport, CompletableFuture<?>> call, OllamaError error, String... words) {
        return new ErrorScenario(replay, call, error, false, List.of(words));
    }

    ErrorScenario mayBeTriedAgain() {
        return new ErrorScenario(replay, call, error, true, words);
    }

    void check(Chunks chunks) throws Exception {
        var result = replay.run(chunks, server -> call.apply(server).thenApply(Object.class::cast));
        var failure = result.error();
        assertThat(failure).as("%s succeeded", replay).isNotNull();
        assertThat(failure.error()).as(failure.getMessage()).isEqualTo(error);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessageStartingWith("[" + error.id() + "] ").hasMessageContaining(failure.getRemedy());
        assertThat(failure.getRemedy()).isNotBlank();
        assertThat(failure).hasMessageContaining(result.server().toString());
        assertThat(failure).hasMessageContainingAll(words.toArray(String[]::new));
        assertThat(failure.getMessage())
                .hasSizeLessThan(600)
                .doesNotContain("Exception", "\tat ", "\n", "<html", "<!doctype", "{\"error\"", "CompletableFuture");
    }

    @Override
    public String toString() {
        return replay.recording();
    }
}
