package dev.serai.modal.client.grpc;

import dev.serai.modal.client.error.ModalError;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Takes gRPC's messages out of a stream of bytes: a flag, a length of four bytes, the message. */
final class Frames {

    static final int HEAD = 5;

    private final long most;
    private Buffer rest = Buffer.buffer();

    Frames(long most) {
        this.most = most;
    }

    static Buffer of(byte[] message) {
        return Buffer.buffer(HEAD + message.length)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message);
    }

    void add(Buffer bytes, Consumer<byte[]> messages) {
        rest.appendBuffer(bytes);
        int at = 0;
        while (rest.length() - at >= HEAD) {
            if (rest.getByte(at) != 0) {
                throw new GrpcException(
                        GrpcStatus.INTERNAL, ModalError.BAD_ANSWER, "the answer is compressed, unasked", null, false);
            }
            var length = rest.getUnsignedInt(at + 1);
            if (length > most) {
                throw new GrpcException(
                        GrpcStatus.RESOURCE_EXHAUSTED,
                        ModalError.TOO_LARGE,
                        "the answer has " + length + " bytes, more than the limit of " + most,
                        null,
                        false);
            }
            var end = at + HEAD + (int) length;
            if (end > rest.length()) {
                break;
            }
            messages.accept(rest.getBytes(at + HEAD, end));
            at = end;
        }
        if (at > 0) {
            rest = rest.getBuffer(at, rest.length());
        }
    }

    boolean isEmpty() {
        return rest.length() == 0;
    }
}
