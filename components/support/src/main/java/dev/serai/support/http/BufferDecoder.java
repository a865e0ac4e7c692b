package dev.serai.support.http;

import java.nio.ByteBuffer;

/** Hands on the buffers as they are. */
final class BufferDecoder implements FrameDecoder<ByteBuffer> {

    private ByteBuffer current;

    @Override
    public void feed(ByteBuffer bytes) {
        current = bytes;
    }

    @Override
    public ByteBuffer next() {
        var next = current;
        current = null;
        return next;
    }

    @Override
    public ByteBuffer last() {
        return null;
    }
}
