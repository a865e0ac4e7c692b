package dev.serai.items.model;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads, writes and takes away fields by names such as {@code a.b[0].c}. */
public final class Fields {

    /** A list that a name makes longer is bounded, since names come from outside. */
    private static final int LONGEST = 10_000;

    private static final Object MISSING = new Object();

    private Fields() {}

    /** The steps of a name: texts for fields, integers for places in a list. Without dots the name is one field. */
    public static List<Object> path(String name, boolean dots) {
        var steps = new ArrayList<>();
        if (!dots) {
            steps.add(name);
            return steps;
        }
        var field = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var end = c == '[' ? name.indexOf(']', i) : -1;
            if (c == '.') {
                push(steps, field);
            } else if (end > i + 1) {
                push(steps, field);
                var inner = name.substring(i + 1, end);
                steps.add(
                        inner.matches("\\d{1,9}")
                                ? (Object) Integer.valueOf(inner)
                                : inner.replaceAll("^['\"]|['\"]$", ""));
                i = end;
            } else {
                field.append(c);
            }
        }
        push(steps, field);
        if (steps.isEmpty()) {
            steps.add(name);
        }
        return steps;
    }

    private static void push(List<Object> steps, StringBuilder field) {
        if (!field.isEmpty()) {
            steps.add(field.toString());
            field.setLength(0);
        }
    }

    /** The value, or null where there is none. */
    public static Object get(Object root, String name, boolean dots) {
        var value = find(root, name, dots);
        return value == MISSING ? null : value;
    }

    public static boolean has(Object root, String name, boolean dots) {
        return find(root, name, dots) != MISSING;
    }

    private static Object find(Object root, String name, boolean dots) {
        // A field of exactly this name wins, as dots are legal in names.
        if (root instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        var value = root;
        for (var step : path(name, dots)) {
            value = child(value, step);
            if (value == MISSING) {
                return MISSING;
            }
        }
        return value;
    }

    private static Object child(Object parent, Object step) {
        if (parent instanceof Map<?, ?> map) {
            var key = step.toString();
            return map.containsKey(key) ? map.get(key) : MISSING;
        }
        if (parent instanceof List<?> list && step.toString().matches("\\d{1,9}")) {
            var index = Integer.parseInt(step.toString());
            return index < list.size() ? list.get(index) : MISSING;
        }
        return MISSING;
    }

    /** The fields with one of them set. What lies on the way is copied, never written into. */
    public static Map<String, Object> with(Map<String, Object> root, String name, boolean dots, Object value) {
        var copy = new LinkedHashMap<>(root);
        put(copy, path(name, dots), 0, value);
        return copy;
    }

    /** Sets a field in a map that the caller owns; what lies deeper is copied before it is written. */
    public static void set(Map<String, Object> root, String name, boolean dots, Object value) {
        put(root, path(name, dots), 0, value);
    }

    private static void put(Object parent, List<Object> path, int at, Object value) {
        var last = at == path.size() - 1;
        var step = path.get(at);
        var child = child(parent, step);
        var next = last ? value : writable(child, path.get(at + 1));
        store(parent, step, next);
        if (!last) {
            put(next, path, at + 1, value);
        }
    }

    private static Object writable(Object child, Object nextStep) {
        if (child instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        }
        if (child instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        return nextStep instanceof Integer ? new ArrayList<>() : new LinkedHashMap<String, Object>();
    }

    @SuppressWarnings("unchecked")
    private static void store(Object parent, Object step, Object value) {
        if (parent instanceof Map) {
            ((Map<String, Object>) parent).put(step.toString(), value);
        } else if (parent instanceof List && step.toString().matches("\\d{1,9}")) {
            var list = (List<Object>) parent;
            var index = Integer.parseInt(step.toString());
            if (index > LONGEST) {
                throw new ItemsException(
                        ItemsError.TOO_LARGE, "a field has the place " + index + " in a list; the last is " + LONGEST);
            }
            while (list.size() <= index) {
                list.add(null);
            }
            list.set(index, value);
        }
    }

    /** The fields without one of them. */
    public static Map<String, Object> without(Map<String, Object> root, String name, boolean dots) {
        var copy = new LinkedHashMap<>(root);
        if (copy.containsKey(name)) {
            copy.remove(name);
        } else if (has(root, name, dots)) {
            remove(copy, path(name, dots), 0);
        }
        return copy;
    }

    private static void remove(Object parent, List<Object> path, int at) {
        var step = path.get(at);
        if (at == path.size() - 1) {
            if (parent instanceof Map<?, ?> map) {
                map.remove(step.toString());
            } else if (parent instanceof List<?> list) {
                list.remove(Integer.parseInt(step.toString()));
            }
            return;
        }
        var next = writable(child(parent, step), path.get(at + 1));
        store(parent, step, next);
        remove(next, path, at + 1);
    }
}
