package dev.serai.daytona.process;

import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.run.OutputCutter;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Something in a sandbox that writes for as long as it runs. */
public interface Followed {

    /** Makes lines, or what else is a message of its own, of what is written; they are told with their stream. */
    OutputCutter cutter(BiConsumer<String, String> lines);

    /** Makes it where it is not there. */
    default CompletableFuture<?> prepare(Toolbox toolbox) {
        return CompletableFuture.completedFuture(null);
    }

    /** Completes with the exit code at its end; with null where there is none. To cancel it ends the following. */
    CompletableFuture<Integer> follow(Toolbox toolbox, LogReader reader);

    /** Whether it can be followed again after a failure, without anything twice. */
    boolean goesOn();

    /** Nobody follows it any more. */
    void leave();
}
