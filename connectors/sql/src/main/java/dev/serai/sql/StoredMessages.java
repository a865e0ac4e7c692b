package dev.serai.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.json.Json;
import java.io.IOException;

/** Messages as JSON texts. */
final class StoredMessages {

    /**
     * What a server sent is read within limits; what was kept has passed them, with a few levels around it by now, and
     * must be readable whatever it is.
     */
    private static final JsonFactory KEPT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(StreamWriteConstraints.DEFAULT_MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A newer version may have written more. */
    private static final ObjectReader READER =
            Json.MAPPER.readerFor(ChatMessage.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StoredMessages() {}

    static String write(ChatMessage message) {
        return Limits.json(Json.text(message));
    }

    static ChatMessage read(String text, long place) {
        try (var parser = KEPT.createParser(text)) {
            return READER.readValue(parser);
        } catch (IOException e) {
            throw new SqlException(SqlError.UNREADABLE, "message " + place + " of the conversation is not readable", e);
        }
    }
}
