package dev.serai.supabase.client.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One message of protocol 2.0.0.
 *
 * @param joinRef the reference of the join that it belongs to, or null
 * @param ref     what a reply repeats, or null
 */
record Frame(String joinRef, String ref, String topic, String event, JsonNode payload) {

    private static final int FIELDS = 5;
    private static final int SERVER_BROADCAST = 4;
    private static final int BINARY_HEAD = 5;
    private static final int AS_JSON = 1;

    String text() {
        return Json.text(Arrays.asList(joinRef, ref, topic, event, payload));
    }

    static Frame read(String text) throws IOException {
        var fields = Json.read(text);
        if (!fields.isArray()
                || fields.size() != FIELDS
                || !fields.get(2).isTextual()
                || !fields.get(3).isTextual()) {
            throw new IOException("a message is no list of two references, topic, event and payload");
        }
        return new Frame(
                reference(fields.get(0)),
                reference(fields.get(1)),
                fields.get(2).textValue(),
                fields.get(3).textValue(),
                fields.get(4));
    }

    /** A broadcast of the server, the only binary message it sends: four lengths and what they are the lengths of. */
    static Frame read(byte[] bytes) throws IOException {
        if (bytes.length < BINARY_HEAD || bytes[0] != SERVER_BROADCAST) {
            throw new IOException("a binary message is no broadcast");
        }
        int topic = bytes[1] & 0xff;
        int event = bytes[2] & 0xff;
        int metadata = bytes[3] & 0xff;
        int payload = BINARY_HEAD + topic + event + metadata;
        if (payload > bytes.length) {
            throw new IOException("a binary message is shorter than it says");
        }
        var body = Arrays.copyOfRange(bytes, payload, bytes.length);
        var message = Json.object().put("type", "broadcast").put("event", text(bytes, BINARY_HEAD + topic, event));
        if (bytes[4] == AS_JSON) {
            message.set("payload", Json.read(body));
        } else {
            message.put("payload", body);
        }
        return new Frame(null, null, text(bytes, BINARY_HEAD, topic), "broadcast", message);
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private static String reference(JsonNode field) {
        return field.isNull() ? null : field.asText();
    }
}
