package dev.serai.supabase.vector;

import dev.serai.supabase.client.SupabaseException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, which only a test may do. */
final class Stages {

    private Stages() {}

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done", e);
        }
    }

    static SupabaseException failure(CompletionStage<?> stage) {
        try {
            var value = done(stage);
            throw new AssertionError("did not fail, gave " + value);
        } catch (CompletionException e) {
            if (e.getCause() instanceof SupabaseException known) {
                return known;
            }
            throw new AssertionError("no SupabaseException", e);
        }
    }
}
