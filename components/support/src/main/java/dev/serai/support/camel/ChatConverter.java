package dev.serai.support.camel;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;

/** Lets routes treat answers as texts and streams. */
@Converter(generateLoader = true)
public final class ChatConverter {

    private ChatConverter() {}

    @Converter
    public static String toString(ChatReply reply) {
        return reply.text();
    }

    @Converter
    public static InputStream toInputStream(ChatReply reply) {
        return new ByteArrayInputStream(reply.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A piece of the answer is its text; all other deltas are empty, so that the pieces put together are the answer. */
    @Converter
    public static String toString(ChatDelta delta) {
        return delta.text();
    }

    @Converter
    public static ChatRequest toChatRequest(String text) {
        return ChatRequest.user(text);
    }

    /** Server-sent events; the reading thread waits for each. */
    @Converter
    public static InputStream toInputStream(ChatStream stream) {
        return new EventInputStream(stream);
    }
}
