package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** One message of a channel, in the form of protocol 1.0.0 (objects) or 2.0.0 (lists, and broadcasts as bytes). */
record Frame(String joinRef, String ref, String topic, String event, JsonNode payload) {
    private static final int CLIENT_BROADCAST = 3;
    private static final int SERVER_BROADCAST = 4;
    private static final int CLIENT_HEAD = 7;
    private static final int JSON = 1;

    String text(boolean lists) {
        if (lists) {
            return Json.write(Arrays.asList(joinRef, ref, topic, event, payload));
        }
        var object = Json.object().put("ref", ref).put("topic", topic).put("event", event);
        if (joinRef != null) {
            object.put("join_ref", joinRef);
        }
        object.set("payload", payload);
        return Json.write(object);
    }

    /** Throws an unchecked exception where the text is no message. */
    static Frame read(String text) {
        var frame = Json.parse(text);
        if (frame.isArray() && frame.size() == 5) {
            return new Frame(
                    value(frame.get(0)), value(frame.get(1)), value(frame.get(2)), value(frame.get(3)), frame.get(4));
        }
        if (!frame.isObject()) {
            throw new IllegalArgumentException("no message");
        }
        return new Frame(
                Json.text(frame, "join_ref"),
                Json.text(frame, "ref"),
                Json.text(frame, "topic"),
                Json.text(frame, "event"),
                frame.path("payload"));
    }

    /** A client's broadcast: lengths of join_ref, ref, topic, event and metadata, the encoding, then all of them. */
    static Frame read(Buffer bytes) {
        if (bytes.length() < CLIENT_HEAD || bytes.getByte(0) != CLIENT_BROADCAST || bytes.getByte(6) != JSON) {
            throw new UnsupportedOperationException("binary message that is no broadcast in JSON");
        }
        var parts = new String[5];
        var at = CLIENT_HEAD;
        for (var i = 0; i < parts.length; i++) {
            var length = bytes.getUnsignedByte(i + 1);
            parts[i] = bytes.getString(at, at + length);
            at += length;
        }
        var payload = Json.object().put("type", "broadcast").put("event", parts[3]);
        payload.set("payload", Json.parse(bytes.getString(at, bytes.length())));
        return new Frame(
                parts[0].isEmpty() ? null : parts[0],
                parts[1].isEmpty() ? null : parts[1],
                parts[2],
                "broadcast",
                payload);
    }

    /** A broadcast as the server sends it to clients of protocol 2.0.0. */
    static Buffer broadcast(String topic, JsonNode payload) {
        var event = Buffer.buffer(payload.path("event").asText());
        var room = Buffer.buffer(topic);
        return Buffer.buffer()
                .appendByte((byte) SERVER_BROADCAST)
                .appendUnsignedByte((short) room.length())
                .appendUnsignedByte((short) event.length())
                .appendByte((byte) 0)
                .appendByte((byte) JSON)
                .appendBuffer(room)
                .appendBuffer(event)
                .appendString(Json.write(payload.path("payload")));
    }

    private static String value(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }
}
