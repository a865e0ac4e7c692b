package dev.serai.modal.client.codec;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be a key of a map, or an element of a set. */
final class Keys {

    private static final int DEEPEST = 8;

    private Keys() {}

    static void check(Object key) {
        check(key, 0);
    }

    private static void check(Object key, int depth) {
        if (key instanceof byte[]) {
            // Java compares arrays by what they are, not by what is in them, so nobody would find the entry again.
            throw Unencodable.unreadable("a map or set has bytes as a key, which Java cannot look up");
        }
        if (key instanceof Map || key instanceof Set || depth > DEEPEST) {
            throw Unencodable.unreadable("a map or set has a key that is itself a map, a set or deeply nested");
        }
        if (key instanceof List<?> parts) {
            parts.forEach(part -> check(part, depth + 1));
        }
    }
}
