package dev.serai.ollama.doctor;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Questions about a server's state are answered at once or not at all, unlike questions to its models. */
public final class Patience {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private Patience() {}

    /** The request's result, or a failure when it takes too long. Who cancels the result cancels the request. */
    public static <T> CompletableFuture<T> of(Node node, CompletableFuture<T> request) {
        return of(node, request, LIMIT);
    }

    static <T> CompletableFuture<T> of(Node node, CompletableFuture<T> request, Duration limit) {
        var result = request.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        var answer = result.exceptionally(error -> {
            var cause = Failures.unwrap(error);
            if (cause instanceof TimeoutException) {
                request.cancel(true);
                throw new OllamaException(
                        OllamaError.NO_ANSWER,
                        node.name() + " has not told its state within " + limit.toSeconds() + " s",
                        "Look whether the machine hangs, and into the server's log.",
                        cause);
            }
            throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
        });
        answer.whenComplete((value, error) -> {
            if (answer.isCancelled()) {
                request.cancel(true);
            }
        });
        return answer;
    }
}
