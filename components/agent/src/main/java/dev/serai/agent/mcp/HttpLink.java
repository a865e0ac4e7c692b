package dev.serai.agent.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A session over streamable HTTP. */
final class HttpLink implements McpLink {

    private static final String SESSION = "Mcp-Session-Id";
    private static final String EVENTS = "text/event-stream";
    private static final Pattern SESSION_ID = Pattern.compile("[!-~]{1,1024}");
    private static final long MOST_BYTES = 16L << 20;
    private static final Duration NONE = Duration.ZERO;
    /** A server ends the stream after its answer; if it does so at once, the connection can be used again. */
    private static final long ENDS_WITHIN_MILLIS = 1_000;

    private final HttpPort port;
    private final ServerOptions options;
    private final McpFaults faults;
    private final Owner owner;
    private final HttpLimits limits;
    private final Announcements announcements;
    private volatile String session;
    private volatile String version;
    private volatile JsonNode meta;

    HttpLink(HttpPort port, ServerOptions options, McpFaults faults, Owner owner, Duration timeout) {
        this.port = port;
        this.options = options;
        this.faults = faults;
        this.owner = owner;
        // The caller ends a request that takes too long, so this limit is only for what it leaves behind.
        this.limits = new HttpLimits(
                min(timeout, HttpLimits.DEFAULTS.connect()), NONE, NONE, timeout.plusSeconds(5), MOST_BYTES);
        this.announcements = new Announcements(port, this::listening, this::take, () -> owner.lost(this), owner);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public CompletableFuture<JsonNode> request(long id, ObjectNode message) {
        var answer = new CompletableFuture<JsonNode>();
        var opened = port.open(post(message));
        opened.whenComplete((response, error) -> {
            if (error != null) {
                answer.completeExceptionally(faults.of(error));
            } else {
                read(response, id, answer);
            }
        });
        answer.whenComplete((node, error) -> {
            if (error != null) {
                opened.cancel(true);
                opened.thenAccept(HttpStream::close);
                if (version != null && meta == null && (answer.isCancelled() || isTimeout(error))) {
                    send(Rpc.cancelled(id, answer.isCancelled() ? "The caller gave up" : "It took too long"));
                }
            }
        });
        return answer;
    }

    private static boolean isTimeout(Throwable error) {
        return error instanceof AgentException fault && fault.code() == AgentError.MCP_TIMEOUT;
    }

    private void read(HttpStream response, long id, CompletableFuture<JsonNode> answer) {
        if (version == null) {
            session = response.header(SESSION)
                    .filter(given -> SESSION_ID.matcher(given).matches())
                    .orElse(null);
        }
        if (response.isSuccess() && isEvents(response)) {
            response.events()
                    .subscribe(new EventReader(
                            message -> take(message, id, answer, response),
                            error -> answer.completeExceptionally(
                                    error == null
                                            ? faults.fault(AgentError.MCP_PROTOCOL, "ended its answer without a result")
                                            : faults.of(error))));
            return;
        }
        response.whole().whenComplete((reply, error) -> {
            try {
                if (error != null) {
                    throw faults.of(error);
                }
                answer.complete(answerIn(reply, id));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    private JsonNode answerIn(HttpReply reply, long id) {
        if (isLost(reply)) {
            session = null;
            throw new LostSession();
        }
        if (reply.isJson()) {
            try {
                var body = Json.read(reply.text());
                // The revision with batches may answer one request with an array of one.
                var message = body.isArray() && body.size() == 1 ? body.get(0) : body;
                if (Rpc.answers(message, id)) {
                    return message;
                }
            } catch (JsonProcessingException e) {
                if (reply.isSuccess()) {
                    throw faults.of(e);
                }
            }
        }
        if (!reply.isSuccess()) {
            throw faults.status(reply);
        }
        throw faults.fault(
                AgentError.MCP_PROTOCOL,
                "gave no answer to the request, but status " + reply.status() + " with "
                        + reply.header("content-type")
                                .map(type -> faults.shown(type, 100))
                                .orElse("nothing"));
    }

    /** The protocol asks for status 404, but many servers say 400 when they do not know a session. */
    private boolean isLost(HttpReply reply) {
        return session != null
                && (reply.status() == 404
                        || reply.status() == 400
                                && reply.text().toLowerCase(Locale.ROOT).contains("session"));
    }

    private CompletableFuture<?> take(
            JsonNode message, long id, CompletableFuture<JsonNode> answer, HttpStream response) {
        if (Rpc.answers(message, id)) {
            answer.complete(message);
            closeSoon(response);
        }
        return take(message);
    }

    private void closeSoon(HttpStream response) {
        try {
            port.timer().schedule(response::close, ENDS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            response.close();
        }
    }

    private CompletableFuture<?> take(JsonNode message) {
        if (Rpc.isToolsChanged(message)) {
            owner.toolsChanged();
        }
        return Rpc.reply(message)
                .<CompletableFuture<?>>map(this::send)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletableFuture<Void> send(ObjectNode message) {
        return port.send(post(message)).handle((reply, error) -> {
            if (error != null) {
                throw faults.of(error);
            }
            if (isLost(reply)) {
                throw new LostSession();
            }
            if (!reply.isSuccess()) {
                throw faults.status(reply);
            }
            return null;
        });
    }

    @Override
    public void opened(String agreed, boolean announcesTools) {
        version = agreed;
        if (announcesTools) {
            announcements.start();
        }
    }

    @Override
    public void goStateless() {
        session = null;
        version = McpVersions.STATELESS;
        meta = Rpc.meta();
    }

    @Override
    public JsonNode meta() {
        return meta;
    }

    @Override
    public void close() {
        announcements.close();
        var ended = session;
        session = null;
        if (ended != null) {
            port.send(call("DELETE").header(SESSION, ended).build());
        }
    }

    private HttpCall post(ObjectNode message) {
        var call = call("POST").header("Accept", "application/json, " + EVENTS).json(Json.bytes(message));
        if (meta != null && message.has("method")) {
            call.header("Mcp-Method", message.path("method").textValue());
            var name = message.path("params").path("name").textValue();
            if (name != null) {
                call.header("Mcp-Name", HeaderText.of(name));
            }
        }
        return call.build();
    }

    private HttpCall listening(HttpLimits patient) {
        return call("GET").header("Accept", EVENTS).limits(patient).build();
    }

    private HttpCall.Builder call(String method) {
        var call = HttpCall.builder(method, options.uri())
                .headers(options.headers())
                .limits(limits);
        if (session != null) {
            call.header(SESSION, session);
        }
        return version == null ? call : call.header("MCP-Protocol-Version", version);
    }

    static boolean isEvents(HttpStream response) {
        return response.header("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(EVENTS))
                .isPresent();
    }
}
