package dev.serai.agent.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.AgentError;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is a process of ours: a message is a line of its standard input or output. */
final class StdioLink implements McpLink {

    private static final Logger LOG = LoggerFactory.getLogger(StdioLink.class);
    private static final int MOST_WAITING = 256;
    private static final int LONGEST_LINE = 8 << 20;
    private static final int LONGEST_ERROR_LINE = 8 << 10;
    /** What the process has written before its end is read first, unless a child of it keeps the pipe open. */
    private static final long LAST_WORDS_MILLIS = 500;

    private final ServerOptions options;
    private final McpFaults faults;
    private final Owner owner;
    private final ProcessTree process;
    private final Executor executor;
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    /** Why it is of no use any more. */
    private final AtomicReference<RuntimeException> end = new AtomicReference<>();

    private final ThreadPoolExecutor writer;
    private volatile JsonNode meta;

    private StdioLink(ServerOptions options, McpFaults faults, Owner owner, ProcessTree process, Executor executor) {
        this.options = options;
        this.faults = faults;
        this.owner = owner;
        this.process = process;
        this.executor = executor;
        // A process that does not read must block no thread but this one, which is gone when there is nothing to say.
        writer = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> daemon(task, "in"));
        writer.allowCoreThreadTimeOut(true);
    }

    /** @param executor where what hangs on an answer goes on */
    static StdioLink start(ServerOptions options, McpFaults faults, Owner owner, Executor executor) {
        ProcessTree process;
        try {
            process = ProcessTree.start(options.command(), options.environment());
        } catch (IOException e) {
            // The JDK's message names the program, and none of its arguments.
            throw faults.fault(AgentError.MCP_UNREACHABLE, "cannot be started: " + e.getMessage());
        }
        var link = new StdioLink(options, faults, owner, process, executor);
        link.daemon(link::read, "out").start();
        link.daemon(link::readErrors, "err").start();
        process.onExit()
                .thenRunAsync(
                        link::ended,
                        CompletableFuture.delayedExecutor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS, executor));
        return link;
    }

    private Thread daemon(Runnable task, String what) {
        var thread = new Thread(task, "serai-mcp-" + options.name() + "-" + what);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<JsonNode> request(long id, ObjectNode message) {
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        send(message).whenComplete((sent, error) -> {
            if (error != null) {
                answer.completeExceptionally(Failures.unwrap(error));
            }
        });
        answer.whenComplete((node, error) -> {
            if (waiting.remove(id) != null && error != null && end.get() == null) {
                send(Rpc.cancelled(id, answer.isCancelled() ? "The caller gave up" : "It took too long"));
            }
        });
        if (end.get() != null) {
            answer.completeExceptionally(end.get());
        }
        return answer;
    }

    @Override
    public CompletableFuture<Void> send(ObjectNode message) {
        var sent = new CompletableFuture<Void>();
        try {
            writer.execute(() -> {
                try {
                    process.write(Json.bytes(message));
                    sent.complete(null);
                } catch (IOException e) {
                    // It does not read any more, so it has ended or is about to.
                    process.terminate();
                    process.onExit().thenRunAsync(() -> sent.completeExceptionally(exited()), executor);
                }
            });
        } catch (RejectedExecutionException e) {
            var why = end.get();
            sent.completeExceptionally(
                    why != null ? why : faults.fault(AgentError.MCP_UNREACHABLE, "does not read what it is sent"));
        }
        return sent;
    }

    private void read() {
        var lines = new BoundedLines(process.output(), LONGEST_LINE);
        try {
            for (var line = lines.whole(); line != null; line = lines.whole()) {
                take(line);
            }
        } catch (BoundedLines.TooLong e) {
            fail(faults.fault(AgentError.MCP_PROTOCOL, "wrote a line of more than " + LONGEST_LINE + " bytes"));
        } catch (IOException e) {
            LOG.debug("The output of MCP server {} cannot be read", options.name(), e);
        } finally {
            // Without its output it is of no use, even if it should live on.
            process.terminate();
            process.onExit().thenRunAsync(this::ended, executor);
        }
    }

    private void take(String line) {
        if (line.isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = Json.read(line);
        } catch (JsonProcessingException e) {
            // Many servers greet on their standard output, so this is no reason to give up.
            LOG.debug("MCP server {} wrote what is no message: {}", options.name(), faults.shown(line, 200));
            return;
        }
        var id = message.path("id");
        var answer = id.isIntegralNumber() && Rpc.answers(message, id.longValue()) ? waiting.get(id.longValue()) : null;
        if (answer != null) {
            waiting.remove(id.longValue());
            // Not on this thread, since what follows may take its time.
            executor.execute(() -> answer.complete(message));
        } else if (Rpc.isToolsChanged(message)) {
            owner.toolsChanged();
        } else {
            Rpc.reply(message).ifPresent(this::send);
        }
    }

    private void readErrors() {
        try {
            var lines = new BoundedLines(process.errors(), LONGEST_ERROR_LINE);
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (LOG.isDebugEnabled()) {
                    LOG.debug("MCP server {}: {}", options.name(), faults.shown(line, LONGEST_ERROR_LINE));
                }
            }
        } catch (IOException e) {
            LOG.debug("The error output of MCP server {} has ended", options.name(), e);
        }
    }

    private void ended() {
        fail(exited());
    }

    private RuntimeException exited() {
        return faults.fault(AgentError.MCP_ENDED, process.exit());
    }

    private void fail(RuntimeException why) {
        if (!end.compareAndSet(null, why)) {
            return;
        }
        writer.shutdownNow();
        process.terminate();
        CompletableFuture.delayedExecutor(ProcessTree.GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(process::killNow);
        // First of all, since who hears of the end may ask again at once.
        owner.lost(this);
        waiting.values().forEach(answer -> answer.completeExceptionally(why));
    }

    @Override
    public void goStateless() {
        meta = Rpc.meta();
    }

    @Override
    public JsonNode meta() {
        return meta;
    }

    @Override
    public void close() {
        fail(faults.fault(AgentError.MCP_ENDED, "was stopped"));
    }

    @Override
    public void finish() {
        process.kill();
    }
}
