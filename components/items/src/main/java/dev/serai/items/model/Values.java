package dev.serai.items.model;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.support.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How JavaScript looks at values of JSON: as text, as number, as truth. */
public final class Values {

    /** Beyond it a double no longer holds every whole number. */
    private static final double SAFE = 9007199254740991d;

    private static final int MOST = 10_000_000;

    private Values() {}

    /** As {@code String(value)}, but nothing at all for null. */
    public static String text(Object value) {
        return value == null ? "" : string(value);
    }

    private static String string(Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::text).collect(Collectors.joining(","));
        }
        return value instanceof Map ? "[object Object]" : String.valueOf(value);
    }

    /** Text as a person expects it: objects and lists as JSON. */
    public static String readable(Object value) {
        return value instanceof Map || value instanceof List ? Json.text(value) : text(value);
    }

    /** As JavaScript writes a number. */
    public static String number(Number number) {
        if (number instanceof BigDecimal || number instanceof Double || number instanceof Float) {
            var value = number.doubleValue();
            if (value == Math.rint(value) && Math.abs(value) < 1e21) {
                return new BigDecimal(value).toBigInteger().toString();
            }
            if (!Double.isFinite(value)) {
                return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
            }
            var size = Math.abs(value);
            if (size >= 1e-6 && size < 1e21) {
                return new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .toPlainString();
            }
            return Double.toString(value)
                    .replace(".0E", "e")
                    .replace("E-", "e-")
                    .replaceAll("E(?=\\d)", "e+");
        }
        return number.toString();
    }

    public static boolean truthy(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
        }
        return value != null && !"".equals(value);
    }

    /** As {@code Number(value)}: NaN for what is none. */
    public static double toDouble(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value == null) {
            return 0;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? 0 : list.size() == 1 ? toDouble(text(list.get(0))) : Double.NaN;
        }
        return value instanceof String text ? parse(text.strip()) : Double.NaN;
    }

    private static double parse(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("0[xX][0-9a-fA-F]{1,15}")) {
            return Long.parseLong(text.substring(2), 16);
        }
        // Java alone would also take "1d", "0x1p3" and a name of infinity that JavaScript does not know.
        if (text.length() > 400 || !text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            return text.matches("[+-]?Infinity") ? Double.parseDouble(text) : Double.NaN;
        }
        return Double.parseDouble(text);
    }

    /** The smallest kind of number that holds a value, as a JSON reader would give it. */
    public static Number narrow(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= SAFE) {
            var whole = (long) value;
            return (int) whole == whole ? (Number) (int) whole : (Number) whole;
        }
        return value;
    }

    /** Equal as JSON: numbers by value, lists and objects by content. */
    public static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            if (x.size() != y.size()) {
                return false;
            }
            for (int i = 0; i < x.size(); i++) {
                if (!same(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.size() == y.size()
                    && x.entrySet().stream()
                            .allMatch(entry ->
                                    y.containsKey(entry.getKey()) && same(entry.getValue(), y.get(entry.getKey())));
        }
        return Objects.equals(a, b);
    }

    /**
     * Refuses a value with more in it than memory would hold as text. Values share what they are made of, so one that has
     * itself twice, again and again, is small only until somebody writes it.
     */
    public static void checkSize(Object value) {
        if (left(value, MOST) < 0) {
            throw new ItemsException(ItemsError.TOO_LARGE, "a value has more than " + MOST + " values in it");
        }
    }

    private static int left(Object value, int before) {
        var left = before - 1;
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size() && left >= 0; i++) {
                left = left(list.get(i), left);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (var one : map.values()) {
                left = left < 0 ? left : left(one, left);
            }
        }
        return left;
    }

    /** A text that is equal for values that are the {@link #same} and for no others, for sets and maps. */
    public static String key(Object value) {
        var key = new StringBuilder();
        key(value, key);
        return key.toString();
    }

    /** Texts go with their length, so that none can look like something else. */
    private static void key(Object value, StringBuilder key) {
        if (value instanceof Number number) {
            key.append('n').append(number.doubleValue() + 0.0);
        } else if (value instanceof List<?> list) {
            key.append('[');
            list.forEach(one -> key(one, key));
            key.append(']');
        } else if (value instanceof Map<?, ?> map) {
            key.append('{');
            map.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                    .forEach(entry -> {
                        key(String.valueOf(entry.getKey()), key);
                        key(entry.getValue(), key);
                    });
            key.append('}');
        } else if (value instanceof String text) {
            key.append('s').append(text.length()).append(':').append(text);
        } else {
            key.append(value == null ? '-' : value);
        }
        key.append(';');
    }

    /** Before, equal or after: numbers by size, everything else by its text. */
    public static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        return text(a).compareTo(text(b));
    }

    /** As JavaScript's signs compare: texts by their letters, everything else as numbers; what cannot be compared is equal. */
    public static int order(Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        var x = a == null ? 0 : toDouble(a);
        var y = b == null ? 0 : toDouble(b);
        return x < y ? -1 : x > y ? 1 : 0;
    }

    /** Nothing, or a text, a list or an object without content. */
    public static boolean empty(Object value) {
        return value == null
                || "".equals(value)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** JavaScript's name for the kind of a value, with lists and null told apart. */
    public static String type(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof List ? "array" : value instanceof Map ? "object" : "string";
    }

    /** Numbers that no JSON reader would give become ones that it would. */
    public static Object tidy(Object value) {
        if (value instanceof BigInteger || value instanceof BigDecimal || value instanceof Float) {
            return narrow(((Number) value).doubleValue());
        }
        return value;
    }
}
