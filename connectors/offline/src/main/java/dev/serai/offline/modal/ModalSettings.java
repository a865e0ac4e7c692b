package dev.serai.offline.modal;

import dev.serai.offline.process.Limits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a stand-in was started with.
 *
 * @param clock what the lives of tokens, sandboxes and partitions are measured by
 * @param startTime how long a sandbox or a function's container takes to start
 * @param containers how many inputs of functions run at once
 * @param sandboxes how many sandboxes may run at once
 * @param tokenLife how long a client's token is good
 * @param routerTokenLife how long a sandbox's token is good
 * @param mostBytes the most bytes of an argument or a result within a message
 * @param mostAsyncBytes the same for arguments of calls that nobody waits for
 * @param sources the source of each app, by its name
 * @param folder a folder of apps, or null
 */
record ModalSettings(
        String host,
        int port,
        int keptRequests,
        String tokenId,
        String tokenSecret,
        Clock clock,
        Duration startTime,
        int containers,
        int sandboxes,
        Duration tokenLife,
        Duration routerTokenLife,
        long mostBytes,
        long mostAsyncBytes,
        Limits limits,
        Map<String, String> sources,
        Path folder) {}
