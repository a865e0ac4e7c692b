package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What a command of a session writes, or what a sandbox was started for.
 *
 * @param command where the service tells of it
 * @param log where its log is
 */
public record CommandLog(String command, String log) {

    /** The session in which runs what the sandbox was started for. */
    public static final String ENTRYPOINT = "entrypoint";

    public static CommandLog of(String session, String command) {
        var path = "/process/session/" + Segment.of(session) + "/command/" + Segment.of(command);
        return new CommandLog(path, path + "/logs");
    }

    public static CommandLog ofEntrypoint() {
        var path = "/process/session/" + ENTRYPOINT;
        return new CommandLog(path, path + "/logs");
    }

    /** What there is until now. */
    public CompletableFuture<JsonNode> now(Toolbox toolbox) {
        return toolbox.ask(
                toolbox.call("GET", log).header("Accept", "application/json").build(), Family.PROCESS);
    }

    /** Null while it runs. */
    public CompletableFuture<Integer> exitCode(Toolbox toolbox) {
        return toolbox.ask(toolbox.call("GET", command).build(), Family.PROCESS).thenApply(state -> {
            // A session tells of its commands; that of the sandbox itself has one.
            var code = state.has("commands") ? state.at("/commands/0/exitCode") : state.path("exitCode");
            return code.isInt() ? code.asInt() : null;
        });
    }

    /**
     * All from the beginning, until its end.
     *
     * @param patience how long the server may be away
     */
    public CompletableFuture<Void> follow(Toolbox toolbox, LogReader reader, Duration patience) {
        return new LogFollow(
                        toolbox,
                        log + "?follow=true",
                        reader,
                        () -> exitCode(toolbox).thenApply(code -> code != null),
                        patience)
                .start();
    }
}
