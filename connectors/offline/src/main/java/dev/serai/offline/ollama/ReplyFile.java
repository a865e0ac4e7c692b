package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One reply of a script file. */
final class ReplyFile {
    private static final Set<String> KEYS = Set.of(
            "text",
            "chunks",
            "endless",
            "thinking",
            "toolCalls",
            "callsInTheirOwnChunk",
            "argumentsInFragments",
            "firstTokenAfter",
            "tokenEvery",
            "inWritesOf",
            "stallAfter",
            "cutAfter",
            "crashAfter",
            "errorAfter",
            "brokenJsonAfter",
            "status",
            "error",
            "html",
            "busy",
            "retryAfter",
            "doneReason",
            "promptTokens",
            "evalTokens");

    private ReplyFile() {}

    static ScriptedReply read(JsonNode node) {
        ScriptFile.known(node, KEYS, "a reply");
        var reply = new ScriptedReply[] {start(node)};
        for (var call : node.path("toolCalls")) {
            reply[0] = reply[0].andCall(call.path("name").asText(), call.path("arguments"));
        }
        node.fields().forEachRemaining(e -> reply[0] = apply(reply[0], e.getKey(), e.getValue()));
        return reply[0];
    }

    private static ScriptedReply start(JsonNode node) {
        if (node.path("busy").asBoolean()) {
            return ScriptedReply.busy();
        }
        if (node.has("html")) {
            return ScriptedReply.html(
                    node.path("status").asInt(502), node.get("html").asText());
        }
        if (node.has("error")) {
            return ScriptedReply.error(
                    node.path("status").asInt(500), node.get("error").asText());
        }
        if (node.has("endless")) {
            return ScriptedReply.endless(node.get("endless").asText());
        }
        if (node.has("chunks")) {
            return ScriptedReply.chunks(StreamSupport.stream(node.get("chunks").spliterator(), false)
                    .map(JsonNode::asText)
                    .toArray(String[]::new));
        }
        return ScriptedReply.text(node.path("text").asText(""));
    }

    private static ScriptedReply apply(ScriptedReply reply, String key, JsonNode value) {
        return switch (key) {
            case "thinking" -> reply.thinking(value.asText());
            case "callsInTheirOwnChunk" -> value.asBoolean() ? reply.callsInTheirOwnChunk() : reply;
            case "argumentsInFragments" -> reply.argumentsInFragments(value.asInt());
            case "firstTokenAfter" -> reply.firstTokenAfter(duration(value));
            case "tokenEvery" -> reply.tokenEvery(duration(value));
            case "inWritesOf" -> reply.inWritesOf(value.asInt());
            case "stallAfter" -> reply.stallAfter(value.asInt());
            case "cutAfter" -> reply.cutAfter(value.asInt());
            case "crashAfter" -> reply.crashAfter(value.asInt());
            case "errorAfter" ->
                reply.errorAfter(
                        value.path("tokens").asInt(), value.path("message").asText());
            case "brokenJsonAfter" -> reply.brokenJsonAfter(value.asInt());
            case "retryAfter" -> reply.withHeader("Retry-After", value.asText());
            case "doneReason" -> reply.doneReason(value.asText());
            case "promptTokens" -> reply.promptTokens(value.asInt());
            case "evalTokens" -> reply.evalTokens(value.asInt());
            default -> reply;
        };
    }

    private static Duration duration(JsonNode value) {
        return value.isNumber() ? Duration.ofMillis(value.asLong()) : GoDuration.parse(value.asText());
    }
}
