package dev.serai.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Hooks;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A realtime service that does what a test tells it to; unless told otherwise it lets everybody join. */
final class ScriptedRealtime implements AutoCloseable {

    /** All frames that have come, as JSON texts. */
    final List<String> frames = new CopyOnWriteArrayList<>();

    /** Where connections were opened, with the query. */
    final List<String> addresses = new CopyOnWriteArrayList<>();

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    /** How many handshakes are refused from now on, and with which status. */
    final AtomicInteger refusals = new AtomicInteger();

    volatile int refusalStatus = 503;
    /** The reason of each answer to a join; null lets join. */
    volatile String joinProblem;

    volatile boolean answersJoins = true;
    volatile boolean answersHeartbeats = true;
    /** The status of the message that confirms changes; null sends none. */
    volatile String changesStatus = "ok";

    volatile int restStatus = 202;

    private final Set<ServerWebSocket> joined = ConcurrentHashMap.newKeySet();
    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    private final LoopbackServer server = LoopbackServer.start(
            "127.0.0.1",
            0,
            new RequestLog(100),
            this::rest,
            (exchange, failure) -> exchange.send(500, "text/plain", String.valueOf(failure)),
            new Hooks((method, path) -> false, this::connect));

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    RequestLog requests() {
        return server.requests();
    }

    int joined() {
        return joined.size();
    }

    private void rest(Exchange exchange) {
        bodies.add(exchange.bodyText());
        exchange.send(restStatus, "application/json", restStatus < 400 ? "" : "{\"message\":\"no such thing\"}");
    }

    private void connect(ServerWebSocket socket) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            socket.reject(refusalStatus);
            return;
        }
        connections.incrementAndGet();
        addresses.add(socket.uri());
        open.add(socket);
        socket.closeHandler(nothing -> {
            open.remove(socket);
            joined.remove(socket);
        });
        socket.textMessageHandler(text -> {
            frames.add(text);
            answer(socket, Json.parse(text));
        });
    }

    private void answer(ServerWebSocket socket, JsonNode frame) {
        var topic = frame.get(2).asText();
        switch (frame.get(3).asText()) {
            case "heartbeat" -> {
                if (answersHeartbeats) {
                    reply(socket, frame, "ok", Json.object());
                }
            }
            case "phx_join" -> join(socket, frame, topic);
            default -> reply(socket, frame, "ok", Json.object());
        }
    }

    private void join(ServerWebSocket socket, JsonNode frame, String topic) {
        if (!answersJoins) {
            return;
        }
        if (joinProblem != null) {
            reply(socket, frame, "error", Json.object().put("reason", joinProblem));
            return;
        }
        var response = Json.object();
        var ids = response.putArray("postgres_changes");
        var wanted = frame.get(4).path("config").path("postgres_changes");
        wanted.forEach(change -> ids.add(((ObjectNode) change.deepCopy()).put("id", 1000 + ids.size())));
        reply(socket, frame, "ok", response);
        if (wanted.size() == 0) {
            joined.add(socket);
        } else if (changesStatus != null) {
            // a change that is told now belongs to the time after the confirmation
            joined.add(socket);
            write(
                    socket,
                    topic,
                    "system",
                    Json.object()
                            .put("message", changesStatus.equals("ok") ? "Subscribed to PostgreSQL" : "no such table")
                            .put("status", changesStatus)
                            .put("extension", "postgres_changes"));
        }
    }

    private static void reply(ServerWebSocket socket, JsonNode frame, String status, ObjectNode response) {
        var payload = Json.object().put("status", status);
        payload.set("response", response);
        socket.writeTextMessage(
                Json.write(Arrays.asList(frame.get(0), frame.get(1), frame.get(2), "phx_reply", payload)));
    }

    private static void write(ServerWebSocket socket, String topic, String event, JsonNode payload) {
        socket.writeTextMessage(Json.write(Arrays.asList("1", null, topic, event, payload)));
    }

    /** Says something to all that have joined. */
    void tell(String channel, String event, String payload) {
        joined.forEach(socket -> write(socket, "realtime:" + channel, event, Json.parse(payload)));
    }

    void tellText(String text) {
        joined.forEach(socket -> socket.writeTextMessage(text));
    }

    void tellBytes(byte[] bytes) {
        joined.forEach(socket -> socket.writeBinaryMessage(Buffer.buffer(bytes)));
    }

    /** A row with this id is inserted. */
    Instant insert(String channel, int id) {
        return insert(channel, id, Instant.now());
    }

    Instant insert(String channel, int id, Instant committed) {
        tell(
                channel,
                "postgres_changes",
                "{\"ids\":[1000],\"data\":{\"schema\":\"public\",\"table\":\"messages\","
                        + "\"commit_timestamp\":\"" + committed
                        + "\",\"type\":\"INSERT\",\"columns\":[],\"record\":{\"id\":" + id
                        + "},\"errors\":null}}");
        return committed;
    }

    /** Ends all connections, as a server does that is restarted. */
    void drop() {
        open.forEach(socket -> {
            // from here on a change is missed
            joined.remove(socket);
            socket.close((short) 1012, "service restart");
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
