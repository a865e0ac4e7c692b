package dev.serai.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is asked and what the stand-in answers. */
final class Script {

    static final String MODEL = "scripted-chat";
    static final String QUESTION = "Where do camels drink?";
    static final String ANSWER = "At the oasis, and they drink a hundred litres at once.";

    static final String TOOL = "opening_hours";
    static final String DAY = "day";
    static final String TOOL_PURPOSE = "When the oasis is open on a day of the week.";
    static final String TOOL_RESULT = "From sunrise to sunset.";

    private Script() {}

    /** An answer of two tokens, the first after a delay; whole, the reply is some 300 bytes of JSON. */
    static String answering(Duration firstToken) {
        var cut = ANSWER.indexOf(' ');
        return """
                {"otherwise": {"chunks": ["%s", "%s"], "firstTokenAfter": "%dms"}}""".formatted(ANSWER.substring(0, cut), ANSWER.substring(cut), firstToken.toMillis());
    }

    /** The bytes that {@code ollama:chat} sends with its defaults. */
    static byte[] request(boolean stream) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"%s"}],"stream":%s,"options":{"num_ctx":8192}}""".formatted(MODEL, QUESTION, stream).getBytes(StandardCharsets.UTF_8);
    }
}
