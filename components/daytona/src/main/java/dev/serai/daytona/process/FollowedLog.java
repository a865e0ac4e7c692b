package dev.serai.daytona.process;

import dev.serai.daytona.client.CommandLog;
import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.run.LineCutter;
import dev.serai.support.run.OutputCutter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * The log of a command, line by line.
 *
 * @param patience how long the connection may be lost
 */
public record FollowedLog(CommandLog log, Duration patience) implements Followed {

    @Override
    public OutputCutter cutter(BiConsumer<String, String> lines) {
        return new LineCutter(lines);
    }

    @Override
    public CompletableFuture<Integer> follow(Toolbox toolbox, LogReader reader) {
        return log.follow(toolbox, reader, patience).thenCompose(done -> log.exitCode(toolbox));
    }

    /** It has been away for as long as it may, and the next one would tell all from the beginning. */
    @Override
    public boolean goesOn() {
        return false;
    }

    @Override
    public void leave() {
        // The command goes on.
    }
}
