package dev.serai.support.camel;

import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.EventStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A streamed answer as server-sent events, for consumers that write an InputStream as it comes. */
final class EventInputStream extends InputStream {

    private final ChatStream stream;
    private byte[] event = {};
    private int position;
    private boolean ended;

    EventInputStream(ChatStream stream) {
        this.stream = stream;
    }

    @Override
    public int read() {
        return fill() ? event[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, event.length - position);
        System.arraycopy(event, position, target, offset, count);
        position += count;
        return count;
    }

    /** What can be read without waiting: no more than the event in hand, so that each event leaves at once. */
    @Override
    public int available() {
        return event.length - position;
    }

    private boolean fill() {
        if (position < event.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        String text;
        try {
            ended = !stream.hasNext();
            text = ended ? "" : EventStream.event(stream.next());
        } catch (RuntimeException e) {
            ended = true;
            text = EventStream.event(e);
        }
        event = text.getBytes(StandardCharsets.UTF_8);
        position = 0;
        return event.length > 0;
    }

    @Override
    public void close() {
        stream.close();
    }
}
