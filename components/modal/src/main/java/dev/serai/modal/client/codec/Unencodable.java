package dev.serai.modal.client.codec;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Where values end that can be sent or read. */
final class Unencodable {

    /** Deeper nesting is refused, in both directions. */
    static final int DEEPEST = 200;

    private Unencodable() {}

    static ModalException value(Object value) {
        return new ModalException(
                ModalError.UNENCODABLE,
                "an object of the class " + value.getClass().getName() + " has no counterpart in Python");
    }

    static ModalException because(String fact) {
        return new ModalException(ModalError.UNENCODABLE, fact);
    }

    static ModalException unreadable(String fact) {
        return new ModalException(ModalError.UNREADABLE, fact);
    }

    static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw because("the value is nested more than " + DEEPEST + " deep");
        }
    }

    static byte[] utf8(CharSequence text) {
        try {
            var bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw because("a text has half a character (a lone surrogate) in it");
        }
    }

    static String text(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("a text in the answer is not UTF-8");
        }
    }
}
