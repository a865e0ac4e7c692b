package dev.serai.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, which only a test may do. */
public final class Stages {

    private Stages() {}

    public static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done", e);
        }
    }

    public static <E extends Throwable> E failure(CompletionStage<?> stage, Class<E> type) {
        try {
            var value = stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
            throw new AssertionError("did not fail, gave " + value);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(type);
            return type.cast(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done", e);
        }
    }
}
