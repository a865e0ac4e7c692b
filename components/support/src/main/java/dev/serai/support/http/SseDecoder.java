package dev.serai.support.http;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Server-sent events as the WHATWG's HTML standard parses them. */
final class SseDecoder implements FrameDecoder<SseEvent> {

    private static final int MAX_RETRY_DIGITS = 18;

    private final LineDecoder lines;
    private final int max;
    private final Supplier<HttpFault> tooLong;
    private boolean first = true;
    private String event = "";
    private String onlyData;
    private StringBuilder moreData;
    private String id;
    private Long retry;

    SseDecoder(int max, Supplier<HttpFault> tooLong) {
        this.lines = new LineDecoder(max, tooLong, true);
        this.max = max;
        this.tooLong = tooLong;
    }

    @Override
    public void feed(ByteBuffer bytes) {
        lines.feed(bytes);
    }

    @Override
    public SseEvent next() throws HttpFault {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (first) {
                first = false;
                line = line.startsWith("\uFEFF") ? line.substring(1) : line;
            }
            if (!line.isEmpty()) {
                field(line);
            } else if (onlyData != null) {
                return dispatch();
            } else {
                event = "";
            }
        }
        return null;
    }

    /** An event without its empty line is incomplete and dropped. */
    @Override
    public SseEvent last() {
        return null;
    }

    private SseEvent dispatch() {
        var dispatched = new SseEvent(
                event.isEmpty() ? "message" : event, moreData == null ? onlyData : moreData.toString(), id, retry);
        event = "";
        onlyData = null;
        moreData = null;
        retry = null;
        return dispatched;
    }

    private void field(String line) throws HttpFault {
        var colon = line.indexOf(':');
        if (colon == 0) {
            return;
        }
        var name = colon < 0 ? line : line.substring(0, colon);
        var from = colon < 0 ? line.length() : colon + 1;
        var value = line.substring(from < line.length() && line.charAt(from) == ' ' ? from + 1 : from);
        switch (name) {
            case "data" -> data(value);
            case "event" -> event = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry = isNumber(value) ? Long.valueOf(value) : retry;
            default -> {}
        }
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_RETRY_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void data(String value) throws HttpFault {
        if (onlyData == null) {
            onlyData = value;
            return;
        }
        if (moreData == null) {
            moreData = new StringBuilder(onlyData);
        }
        if (moreData.length() + 1L + value.length() > max) {
            throw tooLong.get();
        }
        moreData.append('\n').append(value);
    }
}
