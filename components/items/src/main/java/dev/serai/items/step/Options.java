package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads options. */
final class Options {

    private Options() {}

    /** Texts separated by commas. */
    static List<String> list(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** {@code a, b=c} as a map of a to a, and b to c. */
    static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var part : list(text)) {
            var sign = part.indexOf('=');
            pairs.put(
                    sign < 0 ? part : part.substring(0, sign).strip(),
                    sign < 0 ? part : part.substring(sign + 1).strip());
        }
        return pairs;
    }

    static String need(String value, String option, String step) {
        if (value == null || value.isBlank()) {
            throw new ItemsException(ItemsError.MISSING_OPTION, "items:" + step + " needs the option " + option);
        }
        return value;
    }

    static List<String> needList(String value, String option, String step) {
        return list(need(value, option, step));
    }

    static String oneOf(String value, String option, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, option + "='" + value + "' is none of " + String.join(", ", allowed));
        }
        return value;
    }

    /** A value that may be an expression; null stays null. */
    static Expression parameter(String text) {
        return text == null ? null : Expression.parameter(text);
    }

    static Map<String, Expression> expressions(Map<String, Object> options) {
        var expressions = new LinkedHashMap<String, Expression>();
        options.forEach((name, value) -> expressions.put(name, Expression.parameter(String.valueOf(value))));
        return expressions;
    }
}
