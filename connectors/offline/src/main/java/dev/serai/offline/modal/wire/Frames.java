package dev.serai.offline.modal.wire;

import com.google.protobuf.MessageLite;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** The messages of a call's body: each has its length before it. */
final class Frames {
    private static final int HEAD = 5;
    private static final int MOST_BYTES = 100 << 20;

    private Buffer rest = Buffer.buffer();

    /** Gives the messages that are whole now. */
    void add(Buffer bytes, Consumer<byte[]> messages) {
        rest.appendBuffer(bytes);
        var at = 0;
        while (rest.length() - at >= HEAD) {
            if (rest.getByte(at) != 0) {
                throw Refusal.notDone("compressed messages");
            }
            var length = rest.getUnsignedInt(at + 1);
            if (length > MOST_BYTES) {
                throw Refusal.of(Status.RESOURCE_EXHAUSTED, "a message may have " + MOST_BYTES + " bytes");
            }
            if (rest.length() - at - HEAD < length) {
                break;
            }
            messages.accept(rest.getBytes(at + HEAD, at + HEAD + (int) length));
            at += HEAD + (int) length;
        }
        if (at > 0) {
            rest = rest.getBuffer(at, rest.length());
        }
    }

    static Buffer of(MessageLite message) {
        var bytes = message.toByteArray();
        return Buffer.buffer(HEAD + bytes.length)
                .appendByte((byte) 0)
                .appendInt(bytes.length)
                .appendBytes(bytes);
    }
}
