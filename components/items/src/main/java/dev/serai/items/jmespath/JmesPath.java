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

    private JmesPath(Step root) {
        this.root = root;
    }

    public static JmesPath of(String query) {
        return new JmesPath(new JmesPathParser(query).parse());
    }

    public Object search(Object value) {
        return root.of(value);
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
    static Step project(Step source, Step each) {
        return value -> {
            if (!(source.of(value) instanceof List<?> list)) {
                return null;
            }
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

    static Step flatten(Step source) {
        return value -> {
            if (!(source.of(value) instanceof List<?> list)) {
                return null;
            }
            var out = new ArrayList<>();
            for (var one : list) {
                if (one instanceof List<?> inner) {
                    out.addAll(inner);
                } else {
                    out.add(one);
                }
            }
            return out;
        };
    }

    static Step filter(Step source, Step condition) {
        return value -> source.of(value) instanceof List<?> list
                ? list.stream()
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

    static Step list(List<Step> parts) {
        return value -> {
            if (value == null) {
                return null;
            }
            var out = new ArrayList<>();
            parts.forEach(part -> out.add(part.of(value)));
            return out;
        };
    }

    static Step object(Map<String, Step> parts) {
        return value -> {
            if (value == null) {
                return null;
            }
            var out = new LinkedHashMap<String, Object>();
            parts.forEach((name, part) -> out.put(name, part.of(value)));
            return out;
        };
    }

    static Step compare(String sign, Step left, Step right) {
        return value -> {
            var a = left.of(value);
            var b = right.of(value);
            if (sign.equals("==") || sign.equals("!=")) {
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
