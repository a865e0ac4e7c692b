package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** What models answer that no script speaks for: the same table as the two scripted model files on a real server. */
final class BuiltInAnswers {
    private static final ScriptedReply GREETING = ScriptedReply.text("Hello from the scripted model.");

    private BuiltInAnswers() {}

    static ScriptedReply to(ModelCall call, boolean thinks) {
        var content = call.lastContent().toLowerCase(Locale.ROOT);
        if (call.lastRole().equals("tool")) {
            return ScriptedReply.text("It is 21 degrees and sunny in Paris.");
        }
        var format = call.options().format();
        if (!call.tools().isEmpty() && format == null) {
            if (content.contains("both")) {
                return weatherIn("Rome").andCall("get_weather", Map.of("city", "Oslo"));
            }
            if (content.contains("weather")) {
                return weatherIn("Paris");
            }
        }
        if (content.contains("json")) {
            return ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": 18}");
        }
        if (format != null) {
            return inFormat(format);
        }
        if (content.contains("unicode")) {
            return ScriptedReply.chunks("é", "👋", "日").evalTokens(10);
        }
        if (content.contains("silence")) {
            return ScriptedReply.silence();
        }
        if (content.contains("forever")) {
            return ScriptedReply.endless(" round we go again");
        }
        if (thinks) {
            return ScriptedReply.text("Hi! I thought about it first.")
                    .thinking("The user greets me; a short reply is enough.\n");
        }
        return GREETING;
    }

    private static ScriptedReply weatherIn(String city) {
        return ScriptedReply.toolCall("get_weather", Map.of("city", city));
    }

    private static ScriptedReply inFormat(JsonNode format) {
        return ScriptedReply.text(SchemaSample.of(format).toString());
    }
}
