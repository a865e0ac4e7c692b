package dev.serai.offline.modal;

import dev.serai.offline.process.Limits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a stand-in before it starts. */
public final class ModalStandInBuilder {
    private String host = "127.0.0.1";
    private int port;
    private int keptRequests = 1000;
    private String tokenId = "ak-standin";
    private String tokenSecret = "as-standin-for-tests-only";
    private Clock clock = Clock.systemUTC();
    private Duration startTime = Duration.ZERO;
    private int containers = 16;
    private int sandboxes = 1000;
    private Duration tokenLife = Duration.ofMinutes(20);
    private Duration routerTokenLife = Duration.ofHours(1);
    private long mostBytes = 2 << 20;
    private long mostAsyncBytes = 8 << 10;
    private Limits limits = Limits.standard();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private Path folder;

    ModalStandInBuilder() {}

    /** An address to listen on; whoever reaches it can run anything on this machine. */
    public ModalStandInBuilder host(String value) {
        host = value;
        return this;
    }

    /** A fixed port; 0, the default, takes a free one. */
    public ModalStandInBuilder port(int value) {
        port = value;
        return this;
    }

    /** How many received requests and calls are kept for tests to look at. */
    public ModalStandInBuilder keepRequests(int count) {
        keptRequests = count;
        return this;
    }

    /** The key that clients must send. */
    public ModalStandInBuilder token(String id, String secret) {
        tokenId = id;
        tokenSecret = secret;
        return this;
    }

    /** What the lives of tokens, sandboxes and partitions are measured by. */
    public ModalStandInBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** An app by its source in Python: its functions and classes can be called. */
    public ModalStandInBuilder app(String name, String source) {
        sources.put(name, source);
        return this;
    }

    /** A folder whose files {@code name.py} are apps. */
    public ModalStandInBuilder apps(Path value) {
        folder = value;
        return this;
    }

    /** How long a sandbox or a function's container takes to start. */
    public ModalStandInBuilder startTime(Duration value) {
        startTime = value;
        return this;
    }

    /** How many inputs of functions run at once; the others wait. */
    public ModalStandInBuilder containers(int value) {
        containers = value;
        return this;
    }

    /** How many sandboxes may run at once, before new ones are refused. */
    public ModalStandInBuilder sandboxes(int value) {
        sandboxes = value;
        return this;
    }

    /** How long the tokens of clients are good. */
    public ModalStandInBuilder tokenLife(Duration value) {
        tokenLife = value;
        return this;
    }

    /** How long the tokens for a sandbox's commands are good. */
    public ModalStandInBuilder routerTokenLife(Duration value) {
        routerTokenLife = value;
        return this;
    }

    /** The most bytes of an argument or a result within a message; more goes by a blob. */
    public ModalStandInBuilder inlineBytes(long value) {
        mostBytes = value;
        mostAsyncBytes = Math.min(mostAsyncBytes, value);
        return this;
    }

    /** The longest that an input or a command may run. */
    public ModalStandInBuilder commandTime(Duration value) {
        limits = new Limits(value, limits.output(), limits.fileBytes());
        return this;
    }

    /** The most bytes that an input or a command may write to each of its outputs. */
    public ModalStandInBuilder commandOutput(long bytes) {
        limits = new Limits(limits.time(), bytes, limits.fileBytes());
        return this;
    }

    public ModalStandIn start() {
        return new ModalStandIn(new ModalSettings(
                host,
                port,
                keptRequests,
                tokenId,
                tokenSecret,
                clock,
                startTime,
                containers,
                sandboxes,
                tokenLife,
                routerTokenLife,
                mostBytes,
                mostAsyncBytes,
                limits,
                Map.copyOf(sources),
                folder));
    }
}
