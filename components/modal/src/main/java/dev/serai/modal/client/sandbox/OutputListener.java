package dev.serai.modal.client.sandbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes what a command writes while it runs: each output in its order, one call at a time. It must not wait. */
public interface OutputListener {

    void part(boolean stderr, byte[] bytes);

    /** Both outputs are over. */
    default void end() {}

    /** When the next part may come. Meanwhile the command's output stays with the service. */
    default CompletionStage<?> ready() {
        return CompletableFuture.completedFuture(null);
    }
}
