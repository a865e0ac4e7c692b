package dev.serai.items.jmespath;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query in JMESPath. */
public final class JmesPath {

    /** A part of the query: a value is made of a value. */
    interface Step {
        Object of(Object value);
    }

    private final Step root;
    private final Work work;

    private JmesPath(Step root, Work work) {
        this.root = root;
        this.work = work;
    }

    public static JmesPath of(String query) {
        var work = new Work();
        return new JmesPath(new JmesPathParser(query, work).parse(), work);
    }

    /** One search after the other, not several at once. */
    public Object search(Object value) {
        work.begin();
        return work.weighed(root.of(value));
    }

    static ItemsException wrong(String fact) {
        return new ItemsException(ItemsError.EXPRESSION, "jmespath: " + fact);
    }

    /** False, nothing and what is empty count as not true; the number 0 does not. */
    static boolean truth(Object value) {
        return !(Values.empty(value) || Boolean.FALSE.equals(value));
    }

    static Step field(String name) {
        return value -> value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    static Step index(int index) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                return null;
            }
            var at = index < 0 ? list.size() + index : index;
            return at >= 0 && at < list.size() ? list.get(at) : null;
        };
    }

    static Step then(Step first, Step second) {
        return value -> second.of(first.of(value));
    }

    /** What follows is done for each element, and what gives nothing is left out. */
    static Step project(Step source, Step each, Work work) {
        return value -> {
            if (!(source.of(value) instanceof List<?> list)) {
                return null;
            }
            work.add(list.size());
            var out = new ArrayList<>();
            for (var one : list) {
                var found = each.of(one);
                if (found != null) {
                    out.add(found);
                }
            }
            return out;
        };
    }

    static Step values(Step source) {
        return value -> source.of(value) instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : null;
    }

    static Step flatten(Step source, Work work) {
        return value -> {
            if (!(source.of(value) instanceof List<?> list)) {
                return null;
            }
            var out = new ArrayList<>();
            for (var one : list) {
                if (one instanceof List<?> inner) {
                    work.add(inner.size());
                    out.addAll(inner);
                } else {
                    out.add(one);
                }
            }
            return out;
        };
    }

    static Step filter(Step source, Step condition, Work work) {
        return value -> source.of(value) instanceof List<?> list
                ? list.stream()
                        .peek(one -> work.add(1))
                        .filter(one -> truth(condition.of(one)))
                        .map(one -> (Object) one)
                        .toList()
                : null;
    }

    static Step slice(Step source, Integer from, Integer to, Integer by) {
        return value -> {
            if (!(source.of(value) instanceof List<?> list)) {
                return null;
            }
            int step = by == null ? 1 : by;
            int size = list.size();
            int start = from == null ? (step > 0 ? 0 : size - 1) : bound(from, size, step);
            int end = to == null ? (step > 0 ? size : -1) : bound(to, size, step);
            var out = new ArrayList<>();
            for (int i = start; step > 0 ? i < end : i > end; i += step) {
                out.add(list.get(i));
            }
            return out;
        };
    }

    private static int bound(int index, int size, int step) {
        int at = index < 0 ? index + size : index;
        return step > 0 ? Math.min(Math.max(at, 0), size) : Math.min(Math.max(at, -1), size - 1);
    }

    static Step list(List<Step> parts, Work work) {
        return value -> {
            if (value == null) {
                return null;
            }
            var out = new ArrayList<>();
            parts.forEach(part -> out.add(part.of(value)));
            return work.weighed(out);
        };
    }

    static Step object(Map<String, Step> parts, Work work) {
        return value -> {
            if (value == null) {
                return null;
            }
            var out = new LinkedHashMap<String, Object>();
            parts.forEach((name, part) -> out.put(name, part.of(value)));
            return work.weighed(out);
        };
    }

    /** The first value if it is true, or with {@code and} if it is not; else the second. */
    static Step choose(Step left, Step right, boolean and) {
        return value -> {
            var first = left.of(value);
            return truth(first) == and ? right.of(value) : first;
        };
    }

    static Step compare(String sign, Step left, Step right, Work work) {
        return value -> {
            var a = left.of(value);
            var b = right.of(value);
            if (sign.equals("==") || sign.equals("!=")) {
                work.weighed(a);
                return Values.same(a, b) == sign.equals("==");
            }
            if (!(a instanceof Number x) || !(b instanceof Number y)) {
                return null;
            }
            int order = Double.compare(x.doubleValue(), y.doubleValue());
            return switch (sign) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        };
    }
}
