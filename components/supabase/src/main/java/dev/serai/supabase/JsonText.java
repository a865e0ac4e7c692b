package dev.serai.supabase;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** A body that is JSON, as the bytes that JSON is made of. */
public final class JsonText {

    private JsonText() {}

    /** A text is decoded already, so what charset the exchange names for its bytes does not matter any more. */
    public static byte[] of(Message message) throws InvalidPayloadException {
        return message.getBody() instanceof CharSequence || message.getBody() instanceof Reader
                ? message.getMandatoryBody(String.class).getBytes(StandardCharsets.UTF_8)
                : message.getMandatoryBody(byte[].class);
    }
}
