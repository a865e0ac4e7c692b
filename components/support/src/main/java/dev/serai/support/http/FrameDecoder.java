package dev.serai.support.http;

import java.nio.ByteBuffer;

/** Cuts bytes into frames. Used by one thread at a time. */
interface FrameDecoder<T> {

    /** Takes more bytes. Called only after {@link #next()} had no more frames. */
    void feed(ByteBuffer bytes);

    /** The next frame, or null if that needs more bytes. */
    T next() throws HttpFault;

    /** The frame that the end of the body completes, or null. */
    T last() throws HttpFault;
}
