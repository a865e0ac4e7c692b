package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.AgentError;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpPort;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** One server: connected when it is needed, and again when the connection is lost. */
final class McpClient implements McpLink.Owner {

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 7;
    /** A process that ran so long did not end because it cannot start. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    /** How long a list is used when nothing tells that it has changed. */
    private static final Duration UNANNOUNCED = Duration.ofMinutes(1);

    private final ServerOptions options;
    private final Duration timeout;
    private final HttpPort port;
    private final McpFaults faults;
    private final AtomicLong ids = new AtomicLong();

    private CompletableFuture<McpLink> link;
    private CompletableFuture<List<ServerTool>> tools;
    private boolean closed;
    private McpLink last;
    private long startedAt;
    private long listedAt;
    private int quickEnds;

    McpClient(ServerOptions options, Duration timeout, HttpPort port) {
        this.options = options;
        this.timeout = timeout;
        this.port = port;
        this.faults = new McpFaults(options, timeout);
    }

    String name() {
        return options.name();
    }

    McpFaults faults() {
        return faults;
    }

    synchronized CompletableFuture<List<ServerTool>> tools() {
        var isOld = last != null && last.meta() != null && System.nanoTime() - listedAt > UNANNOUNCED.toNanos();
        if (tools == null || tools.isCompletedExceptionally() || isOld && tools.isDone()) {
            listedAt = System.nanoTime();
            tools = new ToolListing(this, options).read();
        }
        return tools;
    }

    /** Completes with the result; an error of the server is a {@link ServerError}. Cancelling it tells the server. */
    CompletableFuture<JsonNode> request(String method, ObjectNode params) {
        var result = new CompletableFuture<JsonNode>();
        var sent = new AtomicReference<CompletableFuture<JsonNode>>();
        result.whenComplete((value, error) -> {
            var answer = sent.get();
            if (error != null && answer != null) {
                answer.cancel(true);
            }
        });
        attempt(method, params, result, sent, true);
        return result;
    }

    private void attempt(
            String method,
            ObjectNode params,
            CompletableFuture<JsonNode> result,
            AtomicReference<CompletableFuture<JsonNode>> sent,
            boolean again) {
        connected().whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(faults.of(failure));
            } else if (!result.isDone()) {
                var answer = request(connection, method, params);
                sent.set(answer);
                answer.whenComplete((value, error) -> {
                    if (error == null) {
                        result.complete(value);
                    } else if (again && Failures.unwrap(error) instanceof LostSession) {
                        lost(connection);
                        attempt(method, params, result, sent, false);
                    } else {
                        result.completeExceptionally(faults.of(error));
                    }
                });
                if (result.isDone()) {
                    answer.cancel(true);
                }
            }
        });
    }

    private CompletableFuture<JsonNode> request(McpLink connection, String method, ObjectNode params) {
        var id = ids.incrementAndGet();
        var meta = connection.meta();
        var told = params;
        if (meta != null) {
            told = params == null ? Json.object() : params.deepCopy();
            told.set("_meta", meta);
        }
        var answer = connection.request(id, Rpc.request(id, method, told));
        limit(answer);
        var result = new CompletableFuture<JsonNode>();
        answer.whenComplete((message, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else if (message.has("error")) {
                result.completeExceptionally(new ServerError(faults.error(method, message.get("error")), message));
            } else {
                result.complete(message.get("result"));
            }
        });
        result.whenComplete((value, error) -> {
            if (result.isCancelled()) {
                answer.cancel(true);
            }
        });
        return result;
    }

    private void limit(CompletableFuture<?> answer) {
        try {
            var alarm = port.timer()
                    .schedule(
                            () -> port.executor().execute(() -> answer.completeExceptionally(faults.timeout())),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
            answer.whenComplete((value, error) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(stopped());
        }
    }

    private synchronized CompletableFuture<McpLink> connected() {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        if (link == null || link.isCompletedExceptionally()) {
            link = options.uri() == null ? startProcess() : open(new HttpLink(port, options, faults, this, timeout));
        }
        return link;
    }

    private CompletableFuture<McpLink> startProcess() {
        return CompletableFuture.supplyAsync(
                        () -> {
                            var now = System.nanoTime();
                            synchronized (this) {
                                startedAt = now;
                            }
                            return StdioLink.start(options, faults, this, port.executor());
                        },
                        afterPause())
                .thenCompose(this::open);
    }

    private Executor afterPause() {
        if (quickEnds == 0) {
            return port.executor();
        }
        var pause = FIRST_PAUSE_MILLIS << Math.min(quickEnds, MOST_DOUBLINGS);
        return CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, port.executor());
    }

    private CompletableFuture<McpLink> open(McpLink fresh) {
        if (!keep(fresh)) {
            return CompletableFuture.failedFuture(stopped());
        }
        var params = Json.object().put("protocolVersion", McpVersions.NEWEST);
        params.putObject("capabilities");
        params.set("clientInfo", Rpc.clientInfo());
        return request(fresh, "initialize", params)
                .thenCompose(result -> greeted(fresh, result))
                .exceptionallyCompose(
                        error -> Failures.unwrap(error) instanceof ServerError told && told.isAboutTheRevision()
                                ? discover(fresh, told)
                                : CompletableFuture.failedFuture(error))
                .thenApply(done -> fresh)
                .whenComplete((opened, error) -> {
                    if (error != null) {
                        fresh.close();
                    }
                });
    }

    private CompletableFuture<Void> greeted(McpLink fresh, JsonNode result) {
        var version = result.path("protocolVersion").asText();
        if (!McpVersions.isUsable(version)) {
            throw faults.fault(AgentError.MCP_PROTOCOL, "speaks an unknown protocol version" + faults.said(version));
        }
        var announces =
                result.path("capabilities").path("tools").path("listChanged").asBoolean();
        fresh.opened(version, announces);
        return fresh.send(Rpc.notification("notifications/initialized", null));
    }

    /** The way to a server that knows no handshake; its refusal of ours is the error if there is none. */
    private CompletableFuture<Void> discover(McpLink fresh, ServerError refusal) {
        fresh.goStateless();
        return request(fresh, "server/discover", null).handle((result, error) -> {
            if (error != null) {
                throw refusal;
            }
            for (var version : result.path("supportedVersions")) {
                if (version.asText().equals(McpVersions.STATELESS)) {
                    return null;
                }
            }
            throw refusal;
        });
    }

    /** Remembers it, so that it is closed with this client even while it is being opened. */
    private synchronized boolean keep(McpLink fresh) {
        last = fresh;
        if (closed) {
            fresh.close();
        }
        return !closed;
    }

    private RuntimeException stopped() {
        return faults.fault(AgentError.MCP_UNREACHABLE, "is not used any more, since the agent stops");
    }

    @Override
    public synchronized void toolsChanged() {
        tools = null;
    }

    @Override
    public void lost(McpLink gone) {
        synchronized (this) {
            if (last != gone) {
                return;
            }
            last = null;
            link = null;
            tools = null;
            var ran = Duration.ofNanos(System.nanoTime() - startedAt);
            quickEnds = ran.compareTo(STEADY) < 0 ? quickEnds + 1 : 0;
        }
        gone.close();
    }

    /** Ends the connection; returns what may need a moment for that, or null. */
    McpLink close() {
        McpLink open;
        synchronized (this) {
            closed = true;
            open = last;
        }
        if (open != null) {
            open.close();
        }
        return open;
    }
}
