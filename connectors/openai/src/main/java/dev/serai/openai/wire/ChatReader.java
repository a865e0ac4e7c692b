package dev.serai.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a client asks. A setting that would change the answer and is not known here is refused, not dropped. */
public final class ChatReader {

    private static final Set<String> REFUSED = Set.of(
            "functions", "function_call", "audio", "prediction", "web_search_options", "logit_bias", "top_logprobs");

    private ChatReader() {}

    public static ChatQuestion read(byte[] body) {
        var fields = Fields.of(body);
        check(fields);
        var streaming = fields.object("stream_options");
        var messages = MessageReader.read(fields.list("messages"));
        if (messages.isEmpty()) {
            throw fields.bad("messages", "is missing");
        }
        return new ChatQuestion(
                fields.needed("model"),
                new ChatRequest(messages, tools(fields), format(fields.object("response_format")), settings(fields)),
                fields.flag("stream"),
                streaming != null && streaming.flag("include_usage"),
                chatId(fields),
                fields.text("user"));
    }

    private static void check(Fields fields) {
        for (var name : REFUSED) {
            var value = fields.get(name);
            if (value != null && !(value.isContainerNode() && value.isEmpty())) {
                throw fields.notSupported(name, "is not known here");
            }
        }
        if (fields.has("n") && fields.get("n").asInt() != 1) {
            throw fields.notSupported("n", "is not 1; there is one answer to a question");
        }
        if (fields.flag("logprobs")) {
            throw fields.notSupported("logprobs", "cannot be told");
        }
        for (var kind : fields.list("modalities")) {
            if (!kind.asText().equals("text")) {
                throw fields.notSupported("modalities", "has something other than text");
            }
        }
        var parallel = fields.get("parallel_tool_calls");
        if (parallel != null && !parallel.asBoolean(true)) {
            throw fields.notSupported("parallel_tool_calls", "cannot be switched off");
        }
    }

    private static List<ToolSpec> tools(Fields fields) {
        var choice = fields.get("tool_choice");
        if (choice != null && choice.asText().equals("none")) {
            return List.of();
        }
        if (choice != null && !choice.asText().equals("auto")) {
            throw fields.notSupported("tool_choice", "is neither auto nor none; models choose for themselves");
        }
        var tools = new ArrayList<ToolSpec>();
        int index = 0;
        for (var tool : fields.list("tools")) {
            tools.add(tool(Fields.of(tool, "tools[" + index++ + "]")));
        }
        return tools;
    }

    private static ToolSpec tool(Fields tool) {
        if (!"function".equals(tool.text("type")) || !tool.has("function")) {
            throw tool.notSupported("type", "is not function");
        }
        var function = tool.object("function");
        var parameters = function.object("parameters");
        return new ToolSpec(
                function.needed("name"),
                function.text("description"),
                parameters == null ? null : Json.map(function.get("parameters")));
    }

    private static ResponseFormat format(Fields format) {
        if (format == null) {
            return null;
        }
        return switch (format.needed("type")) {
            case "text" -> null;
            case "json_object" -> ResponseFormat.JSON;
            case "json_schema" -> schema(format);
            default -> throw format.notSupported("type", "is not text, json_object or json_schema");
        };
    }

    private static ResponseFormat schema(Fields format) {
        var described = format.object("json_schema");
        if (described == null || described.object("schema") == null) {
            throw format.bad("json_schema", "has no schema");
        }
        return ResponseFormat.schema(Json.map(described.get("schema")));
    }

    /** The client's settings by the names that model endpoints have for them. */
    private static Map<String, Object> settings(Fields fields) {
        var settings = new LinkedHashMap<String, Object>();
        number(fields, "temperature", settings, "temperature");
        number(fields, "top_p", settings, "topP");
        number(fields, "presence_penalty", settings, "presencePenalty");
        number(fields, "frequency_penalty", settings, "frequencyPenalty");
        whole(fields, "seed", settings, "seed");
        whole(fields, "max_tokens", settings, "numPredict");
        whole(fields, "max_completion_tokens", settings, "numPredict");
        var stop = stop(fields);
        if (!stop.isEmpty()) {
            settings.put("stop", stop);
        }
        var effort = fields.text("reasoning_effort");
        if (effort != null) {
            settings.put("think", think(fields, effort));
        }
        return settings;
    }

    private static void number(Fields fields, String name, Map<String, Object> settings, String option) {
        var value = fields.get(name);
        if (value != null && !value.isNumber()) {
            throw fields.bad(name, "is not a number");
        }
        if (value != null) {
            settings.put(option, value.doubleValue());
        }
    }

    private static void whole(Fields fields, String name, Map<String, Object> settings, String option) {
        var value = fields.get(name);
        if (value != null && !value.canConvertToInt()) {
            throw fields.bad(name, "is not a whole number, or too large");
        }
        if (value != null && option.equals("numPredict") && value.intValue() < 1) {
            // Below it model servers read "without end".
            throw fields.bad(name, "is below 1");
        }
        if (value != null) {
            settings.put(option, value.intValue());
        }
    }

    private static List<String> stop(Fields fields) {
        var value = fields.get("stop");
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        var texts = new ArrayList<String>();
        for (var text : fields.list("stop")) {
            if (!text.isTextual()) {
                throw fields.bad("stop", "has something other than texts");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    private static String think(Fields fields, String effort) {
        return switch (effort) {
            case "none" -> "false";
            case "minimal", "low" -> "low";
            case "medium", "high" -> effort;
            case "xhigh", "max" -> "max";
            default -> throw fields.bad("reasoning_effort", "is no level");
        };
    }

    /** Clients that keep conversations say which one it is in one of these places. */
    private static String chatId(Fields fields) {
        var metadata = fields.object("metadata");
        if (metadata != null) {
            for (var name : List.of("chat_id", "session_id", "conversation_id")) {
                if (metadata.has(name)) {
                    return metadata.text(name);
                }
            }
        }
        return fields.has("chat_id") ? text(fields.get("chat_id")) : text(fields.get("session_id"));
    }

    private static String text(JsonNode value) {
        return value == null || !value.isTextual() ? null : value.textValue();
    }
}
