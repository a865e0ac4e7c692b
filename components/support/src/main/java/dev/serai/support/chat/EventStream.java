package dev.serai.support.chat;

import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Deltas as server-sent events: the event is the delta's kind, its data one JSON object. */
public final class EventStream {

    public static final String CONTENT_TYPE = "text/event-stream";

    private EventStream() {}

    public static String event(ChatDelta delta) {
        return event(delta.kind(), data(delta));
    }

    /** The event that ends a stream that failed. */
    public static String event(Throwable error) {
        var data = new LinkedHashMap<String, Object>();
        if (error instanceof SeraiException known) {
            data.put("code", known.getId());
            data.put("message", known.getMessage());
        } else {
            // What is not known may tell a stranger about the inside.
            data.put("message", "the answer broke off");
        }
        return event("error", data);
    }

    private static String event(String name, Object data) {
        return "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
    }

    private static Object data(ChatDelta delta) {
        if (delta instanceof ChatDelta.Text text) {
            return Map.of("text", text.text());
        }
        if (delta instanceof ChatDelta.Thinking thinking) {
            return Map.of("thinking", thinking.thinking());
        }
        if (delta instanceof ChatDelta.Call call) {
            return call(call.call());
        }
        if (delta instanceof ChatDelta.ToolResult result) {
            return result(result);
        }
        if (delta instanceof ChatDelta.Parked parked) {
            var data = call(parked.call());
            data.put("approvalId", parked.approvalId());
            return data;
        }
        if (delta instanceof ChatDelta.Sources sources) {
            return Map.of("passages", sources.passages());
        }
        return reply(((ChatDelta.Done) delta).reply());
    }

    private static Map<String, Object> call(ToolCall call) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", call.id());
        data.put("name", call.name());
        data.put("arguments", call.arguments());
        return data;
    }

    private static Map<String, Object> result(ChatDelta.ToolResult result) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", result.call().id());
        data.put("name", result.call().name());
        data.put("result", result.result());
        data.put("failed", result.failed());
        return data;
    }

    private static Map<String, Object> reply(ChatReply reply) {
        var data = new LinkedHashMap<String, Object>();
        data.put("model", reply.model());
        data.put("text", reply.text());
        data.put("finishReason", reply.finishReason().name().toLowerCase(Locale.ROOT));
        data.put("promptTokens", reply.usage().promptTokens());
        data.put("outputTokens", reply.usage().outputTokens());
        return data;
    }
}
