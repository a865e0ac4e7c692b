package dev.serai.ollama.client;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls, written so that a table of them can be read. */
public final class Calls {

    private final String model;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<ToolSpec> tools = new ArrayList<>();
    private final Map<Setting, Object> settings = new EnumMap<>(Setting.class);
    private final Map<String, Object> extra = new LinkedHashMap<>();
    private ResponseFormat format = ResponseFormat.TEXT;

    private Calls(String model) {
        this.model = model;
    }

    public static Calls model(String name) {
        return new Calls(name);
    }

    public Calls user(String text) {
        return message(ChatMessage.user(text));
    }

    public Calls message(ChatMessage message) {
        messages.add(message);
        return this;
    }

    /** A call that the model made before. */
    public Calls called(ToolCall call) {
        return message(new ChatMessage(ChatRole.ASSISTANT, "", null, null, List.of(call), null, null));
    }

    public Calls tool(String name, String description, Map<String, Object> parameters) {
        tools.add(new ToolSpec(name, description, parameters));
        return this;
    }

    /** The tool that the scripted models call. */
    public Calls weatherTool() {
        return tool("get_weather", "Current weather", object("city", Map.of("type", "string", "description", "City")));
    }

    public Calls json() {
        format = ResponseFormat.JSON;
        return this;
    }

    public Calls schema(Map<String, Object> schema) {
        format = ResponseFormat.schema(schema);
        return this;
    }

    public Calls set(Setting setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    public Calls extra(String name, Object value) {
        extra.put(name, value);
        return this;
    }

    public Settings settings() {
        return new Settings(settings, extra);
    }

    public ChatCall chat() {
        return new ChatCall(model, List.copyOf(messages), List.copyOf(tools), format, settings());
    }

    public GenerateCall generate(String prompt) {
        return new GenerateCall(model, prompt, null, List.of(), null, format, settings());
    }

    public EmbedCall embed(String... texts) {
        return new EmbedCall(model, List.of(texts), settings());
    }

    /** An object schema; all properties are required. */
    public static Map<String, Object> object(Object... namesAndSchemas) {
        var properties = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], namesAndSchemas[i + 1]);
        }
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    /** The form of what the scripted models say in JSON. */
    public static Map<String, Object> cityAndTemperature() {
        return object("city", Map.of("type", "string"), "temperature", Map.of("type", "integer"));
    }
}
