package dev.serai.runtime.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link StepWriter} has written. */
final class StepReader {

    private final ByteBuffer in;
    private final List<Shown> values = new ArrayList<>();
    private final List<Map<String, Shown>> fields = new ArrayList<>();

    StepReader(byte[] bytes, int from, int length) {
        in = ByteBuffer.wrap(bytes, from, length);
    }

    List<StepRecord> read() {
        if (in.get() != StepWriter.VERSION) {
            throw new RecordException(RecordError.STORE_FAILED, "the steps were written by a newer version");
        }
        for (int left = (int) number(); left > 0; left--) {
            values.add(value());
        }
        for (int left = (int) number(); left > 0; left--) {
            fields.add(set());
        }
        var steps = new ArrayList<StepRecord>();
        for (int left = (int) number(); left > 0; left--) {
            steps.add(step());
        }
        return steps;
    }

    private Shown value() {
        var kind = text();
        var type = text();
        var text = text();
        var size = number() - 1;
        int flags = in.get();
        return new Shown(kind, type, text, size, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
    }

    private Map<String, Shown> set() {
        var set = new LinkedHashMap<String, Shown>();
        for (int left = (int) number(); left > 0; left--) {
            set.put(text(), value());
        }
        return set;
    }

    private StepRecord step() {
        return new StepRecord(
                number(),
                number() - 1,
                (int) number(),
                text(),
                text(),
                text(),
                text(),
                number(),
                number() - 1,
                text(),
                of(values, Shown.NONE),
                of(fields, Map.of()),
                of(fields, Map.of()),
                of(values, null),
                of(fields, Map.of()));
    }

    private <T> T of(List<T> list, T otherwise) {
        int place = (int) number() - 1;
        return place < 0 || place >= list.size() ? otherwise : list.get(place);
    }

    private String text() {
        int length = (int) number() - 1;
        if (length < 0) {
            return null;
        }
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new RecordException(RecordError.STORE_FAILED, "the steps are damaged");
    }
}
