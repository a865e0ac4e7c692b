package dev.serai.runtime.console;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces of one answer in the page's words, each bounded: a tool's result may be a whole book. */
final class ChatEvents {

    private static final int LONGEST_RESULT = 64_000;
    private static final int LONGEST_ARGUMENTS = 256_000;
    private static final int LONGEST_PASSAGE = 4_000;
    private static final int MOST_PASSAGES = 50;
    private static final int LONGEST_TEXT = 200_000;
    private static final int LONGEST_NAME = 500;

    private volatile String run;
    private final long begun = System.nanoTime();
    private final Map<String, Long> called = new HashMap<>();
    private boolean spoke;

    /** @param id under which the question is recorded; null when it is not */
    void recordedAs(String id) {
        run = id;
    }

    String of(ChatDelta delta) {
        if (delta instanceof ChatDelta.Text text) {
            return text(text.text());
        }
        if (delta instanceof ChatDelta.Thinking thinking) {
            return pieces("thinking", thinking.thinking());
        }
        if (delta instanceof ChatDelta.Call call) {
            called.put(call.call().id(), System.nanoTime());
            return EventResponse.event("tool_call", call(call.call()));
        }
        if (delta instanceof ChatDelta.ToolResult result) {
            return EventResponse.event("tool_result", result(result));
        }
        if (delta instanceof ChatDelta.Parked parked) {
            var data = call(parked.call());
            data.put("id", parked.approvalId());
            return EventResponse.event("approval", data);
        }
        if (delta instanceof ChatDelta.Sources sources) {
            return EventResponse.event("sources", Map.of("items", sources(sources.passages())));
        }
        return done(((ChatDelta.Done) delta).reply());
    }

    static String error(Throwable error) {
        return EventResponse.event("error", Problem.of(Problem.known(error)));
    }

    private String text(String text) {
        spoke |= !text.isEmpty();
        return pieces("text", text);
    }

    private static String pieces(String kind, String text) {
        var events = new StringBuilder();
        for (int at = 0; at < text.length(); at += LONGEST_TEXT) {
            var piece = text.substring(at, Math.min(text.length(), at + LONGEST_TEXT));
            events.append(EventResponse.event(kind, Map.of("text", piece)));
        }
        return events.toString();
    }

    private static Map<String, Object> call(ToolCall call) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", call.id());
        data.put("name", cut(String.valueOf(call.name()), LONGEST_NAME));
        data.put("arguments", arguments(call));
        return data;
    }

    /** A person who allows a call must see all of it, so it is not cut to something that looks harmless. */
    private static Object arguments(ToolCall call) {
        if (call.malformed() != null) {
            return Map.of("malformed", cut(call.malformed(), LONGEST_RESULT));
        }
        int length = Json.bytes(call.arguments()).length;
        return length <= LONGEST_ARGUMENTS
                ? call.arguments()
                : Map.of("too large to be shown", length + " bytes; refuse what you cannot read");
    }

    private Map<String, Object> result(ChatDelta.ToolResult result) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", result.call().id());
        data.put("name", cut(String.valueOf(result.call().name()), LONGEST_NAME));
        var text = result.result() == null ? "" : result.result();
        data.put("result", result.failed() ? null : cut(text, LONGEST_RESULT));
        data.put("error", result.failed() ? Map.of("fact", cut(text, LONGEST_RESULT)) : null);
        var since = called.remove(result.call().id());
        data.put("millis", since == null ? null : millis(since));
        data.put("cut", text.length() > LONGEST_RESULT);
        return data;
    }

    private static List<Map<String, Object>> sources(List<Passage> passages) {
        return passages.stream()
                .limit(MOST_PASSAGES)
                .map(passage -> {
                    var data = new LinkedHashMap<String, Object>();
                    var source = passage.source() == null ? "" : cut(passage.source(), LONGEST_NAME);
                    var title = passage.metadata().get("title");
                    data.put("title", title == null ? source : cut(title.toString(), LONGEST_NAME));
                    data.put("address", source);
                    data.put("text", cut(passage.text(), LONGEST_PASSAGE));
                    data.put("score", passage.score());
                    return (Map<String, Object>) data;
                })
                .toList();
    }

    /** A route that does not stream says its answer only at the end. */
    private String done(ChatReply reply) {
        var before = spoke ? "" : text(reply.text());
        var data = new LinkedHashMap<String, Object>();
        data.put("run", run);
        data.put("millis", millis(begun));
        data.put(
                "tokens",
                reply.usage().totalTokens() == 0 ? null : reply.usage().totalTokens());
        data.put("model", reply.model());
        data.put("parked", reply.finishReason() == FinishReason.PARKED);
        data.put("cut", reply.finishReason() == FinishReason.LENGTH);
        return before + EventResponse.event("done", data);
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
