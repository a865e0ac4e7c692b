package dev.serai.vector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata as texts, numbers, booleans, lists and maps, which every store can keep. */
final class PlainValues {

    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 18;

    private PlainValues() {}

    static Map<String, Object> of(Map<?, ?> values) {
        return map(values, 0);
    }

    private static Map<String, Object> map(Map<?, ?> values, int depth) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> {
            var of = value(value, depth + 1);
            if (of != null) {
                plain.put(String.valueOf(name), of);
            }
        });
        return plain;
    }

    private static Object value(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "metadata is nested deeper than " + DEEPEST + " levels",
                    "Keep less beside the text.",
                    null);
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number instanceof Double || number instanceof Float
                    ? finite(number.doubleValue())
                    : number instanceof Integer || number instanceof Long || number instanceof Short
                            ? (Object) number.longValue()
                            : finite(number.doubleValue());
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof java.util.Collection<?> values) {
            var plain = new ArrayList<Object>();
            values.forEach(one -> plain.add(value(one, depth + 1)));
            return plain;
        }
        // The text of a Date is in no order that a filter could compare.
        return value instanceof Date date ? Instant.ofEpochMilli(date.getTime()).toString() : value.toString();
    }

    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : String.valueOf(number);
    }

    /** Options of a URI are texts; what is written as a number is taken for one, so that ranges work. */
    static Object typed(Object value) {
        if (!(value instanceof String text) || text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return value;
        }
        if (text.matches("-?(0|[1-9][0-9]*)")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?(0|[1-9][0-9]*)\\.[0-9]+")) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }
}
