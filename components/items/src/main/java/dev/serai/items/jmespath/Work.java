package dev.serai.items.jmespath;

import java.util.List;
import java.util.Map;

/**
 * How much a query does. A short one can take one value a thousand times, or pair a list with itself again and again; its
 * time and its result would have no end.
 */
final class Work {

    private static final long MOST = 10_000_000;

    private long done;

    void begin() {
        done = 0;
    }

    void add(long more) {
        done += more;
        if (done > MOST) {
            throw JmesPath.wrong("the query does too much with what it is given");
        }
    }

    /** Counts a value with all that is in it, as often as it is in there. */
    Object weighed(Object value) {
        add(1);
        if (value instanceof List<?> list) {
            list.forEach(this::weighed);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::weighed);
        } else if (value instanceof String text) {
            add(text.length() / 8);
        }
        return value;
    }
}
