package dev.serai.modal.client.function;

import dev.serai.modal.proto.FunctionGetOutputsItem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call of a function that is under way. */
interface Invocation {

    /** Looks for the output, for so long at most. */
    CompletableFuture<Optional<FunctionGetOutputsItem>> poll(Duration wait);

    /** Whether the input is known here, so that a lost one can be handed in again. */
    boolean canRepeat();

    CompletableFuture<Void> repeat(int count);

    /** Ends the work, as far as the service lets us. */
    CompletableFuture<Void> cancel();
}
