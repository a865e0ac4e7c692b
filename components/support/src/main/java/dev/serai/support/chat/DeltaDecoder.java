package dev.serai.support.chat;

import java.util.List;

/** Turns what a server streams (lines, events) into deltas. Called by one thread at a time; may keep state. */
public interface DeltaDecoder<T> {

    /** The deltas of one item, possibly none. The last delta of a stream is a {@link ChatDelta.Done}. */
    List<ChatDelta> next(T item);

    /**
     * The deltas that are due when the server ends the stream; throws when the answer is not whole.
     */
    List<ChatDelta> end();

    /** What a failed stream is reported as. */
    Throwable failed(Throwable cause);
}
