package dev.serai.agent.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the values of a tag few and short, since each one is a series of its own for as long as the process lives. */
final class TagValues {

    static final String OTHER = "other";
    static final String UNKNOWN = "unknown";
    private static final int MOST = 100;
    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    boolean knows(String value) {
        return known.contains(value);
    }

    String of(String value) {
        if (value == null || value.isBlank()) {
            return UNKNOWN;
        }
        if (known.contains(value)) {
            return value;
        }
        if (value.length() > LONGEST || known.size() >= MOST) {
            return OTHER;
        }
        known.add(value);
        return value;
    }
}
