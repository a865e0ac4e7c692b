package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A plain client that writes frames by hand and hears one after the other. */
final class Wire implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;
    private static final Set<String> ENDS = Set.of("closed", "broken");

    /** A message as text, or a broadcast in bytes as the list that it stands for. */
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    private Wire() {}

    static Wire open(String baseUrl, String query) {
        var wire = new Wire();
        var uri = URI.create(baseUrl.replace("http:", "ws:") + "/realtime/v1/websocket?" + query);
        wire.socket = CLIENT.newWebSocketBuilder().buildAsync(uri, wire).join();
        return wire;
    }

    /** The status of a handshake that is refused. */
    static int refused(String baseUrl, String query) {
        try (var wire = open(baseUrl, query)) {
            throw new AssertionError("the handshake is not refused: " + wire);
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    Wire say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Wire say(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** The next message, as it came. */
    String next() {
        try {
            var text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing comes");
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode nextJson() {
        return Json.parse(next());
    }

    /** The payload of the next message of that kind in protocol 2.0.0; others before it are passed over. */
    JsonNode next(String event) {
        var passed = new ArrayList<String>();
        while (passed.stream().noneMatch(text -> ENDS.stream().anyMatch(text::startsWith))) {
            var text = next();
            passed.add(text);
            if (text.startsWith("[") && Json.parse(text).get(3).asText().equals(event)) {
                return Json.parse(text).get(4);
            }
        }
        throw new AssertionError("no " + event + " but " + passed);
    }

    /** Whether nothing has come within a moment. */
    boolean isQuiet() {
        try {
            return heard.poll(200, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What has come up to now: the answer to a heartbeat shows where that ends. */
    List<JsonNode> soFar() {
        say("[null,\"soFar\",\"phoenix\",\"heartbeat\",{}]");
        var all = new ArrayList<JsonNode>();
        while (true) {
            var frame = nextJson();
            if (frame.get(1).asText().equals("soFar")) {
                return all;
            }
            all.add(frame);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        heard.add(broadcast(bytes));
        from.request(1);
        return null;
    }

    /** Kind 4: the lengths of topic, event and metadata, the encoding, and what they are the lengths of. */
    private static String broadcast(byte[] bytes) {
        if (bytes[0] != 4 || bytes[4] != 1) {
            throw new AssertionError("no broadcast in JSON");
        }
        var text = new String(bytes, 5, bytes.length - 5, StandardCharsets.UTF_8);
        var topic = text.substring(0, bytes[1]);
        var event = text.substring(bytes[1], bytes[1] + bytes[2]);
        var payload = Json.object().put("bytes", true).put("event", event);
        payload.set("payload", Json.parse(text.substring(bytes[1] + bytes[2] + bytes[3])));
        return Json.write(
                Json.array().addNull().addNull().add(topic).add("broadcast").add(payload));
    }

    /** Kind 3: the lengths of join_ref, ref, topic, event and metadata, the encoding, and so on. */
    static byte[] broadcast(String ref, String topic, String event, String payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {3, 1, (byte) ref.length(), (byte) topic.length(), (byte) event.length(), 2, 1});
        bytes.writeBytes(("1" + ref + topic + event + "{}" + payload).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add("closed " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.add("broken " + error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
