package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Values;
import dev.serai.items.time.Dates;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One comparison, as n8n has them.
 *
 * @param type string, number, boolean, dateTime, array or object
 */
record Condition(String type, String operation, boolean ignoreCase, boolean loose, ZoneId zone) {

    private static final Map<String, List<String>> KNOWN = Map.of(
            "string",
            List.of(
                    "equals",
                    "notEquals",
                    "contains",
                    "notContains",
                    "startsWith",
                    "notStartsWith",
                    "endsWith",
                    "notEndsWith",
                    "regex",
                    "notRegex"),
            "number",
            List.of("equals", "notEquals", "gt", "lt", "gte", "lte"),
            "boolean",
            List.of("true", "false", "equals", "notEquals"),
            "dateTime",
            List.of("equals", "notEquals", "after", "before", "afterOrEquals", "beforeOrEquals"),
            "array",
            List.of(
                    "contains",
                    "notContains",
                    "lengthEquals",
                    "lengthNotEquals",
                    "lengthGt",
                    "lengthLt",
                    "lengthGte",
                    "lengthLte"),
            "object",
            List.of(),
            "any",
            List.of());
    private static final List<String> FOR_ALL = List.of("exists", "notExists", "empty", "notEmpty");

    Condition {
        if (!KNOWN.containsKey(type) || !KNOWN.get(type).contains(operation) && !FOR_ALL.contains(operation)) {
            throw new ItemsException(ItemsError.BAD_OPTION, "'" + type + "." + operation + "' is no condition");
        }
    }

    /** Whether it looks for a pattern, which may take long. */
    boolean searches() {
        return operation.equals("regex") || operation.equals("notRegex");
    }

    boolean test(Object leftValue, Object rightValue) {
        switch (operation) {
            case "exists":
                return leftValue != null;
            case "notExists":
                return leftValue == null;
            case "empty":
                return Values.empty(leftValue);
            case "notEmpty":
                return !Values.empty(leftValue);
            default:
                return compare(typed(leftValue, type), rightValue);
        }
    }

    private boolean compare(Object left, Object rightValue) {
        return switch (type) {
            case "string" -> string(folded(Values.text(left)), rightValue);
            case "number" -> left != null && order(Values.compare(left, need(typed(rightValue, "number"))));
            case "boolean" -> truth(Boolean.TRUE.equals(left), rightValue);
            case "dateTime" ->
                left != null && order(Dates.read(left, zone).compareTo(Dates.read(need(rightValue), zone)));
            default -> array(left == null ? List.of() : (List<?>) left, rightValue);
        };
    }

    private Object need(Object value) {
        if (value == null) {
            throw new ItemsException(
                    ItemsError.WRONG_TYPE, "the right side of " + type + "." + operation + " is empty");
        }
        return value;
    }

    private String folded(String text) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    private boolean string(String left, Object rightValue) {
        var right = folded(Values.text(typed(rightValue, "string")));
        return switch (operation) {
            case "equals" -> left.equals(right);
            case "notEquals" -> !left.equals(right);
            case "contains" -> left.contains(right);
            case "notContains" -> !left.contains(right);
            case "startsWith" -> left.startsWith(right);
            case "notStartsWith" -> !left.startsWith(right);
            case "endsWith" -> left.endsWith(right);
            case "notEndsWith" -> !left.endsWith(right);
            default -> found(left, Values.text(rightValue)) == operation.equals("regex");
        };
    }

    private boolean found(String left, String pattern) {
        return BoundedText.pattern(pattern, ignoreCase)
                .matcher(BoundedText.of(left))
                .find();
    }

    private boolean truth(boolean left, Object rightValue) {
        return switch (operation) {
            case "true" -> left;
            case "false" -> !left;
            case "equals" -> Objects.equals(left, typed(rightValue, "boolean"));
            default -> !Objects.equals(left, typed(rightValue, "boolean"));
        };
    }

    /** Whether an order, negative or positive or 0, is the wanted one. */
    private boolean order(int order) {
        return switch (operation) {
            case "equals" -> order == 0;
            case "notEquals" -> order != 0;
            case "gt", "after" -> order > 0;
            case "lt", "before" -> order < 0;
            case "gte", "afterOrEquals" -> order >= 0;
            default -> order <= 0;
        };
    }

    private boolean array(List<?> left, Object right) {
        if (operation.endsWith("ontains")) {
            var found = left.stream()
                    .anyMatch(one -> ignoreCase && one instanceof String text
                            ? text.equalsIgnoreCase(Values.text(right))
                            : Values.same(one, right));
            return found == operation.equals("contains");
        }
        var size = Values.toDouble(typed(right, "number"));
        return switch (operation) {
            case "lengthEquals" -> left.size() == size;
            case "lengthNotEquals" -> left.size() != size;
            case "lengthGt" -> left.size() > size;
            case "lengthLt" -> left.size() < size;
            case "lengthGte" -> left.size() >= size;
            default -> left.size() <= size;
        };
    }

    private Object typed(Object value, String wanted) {
        if (value == null || wanted.equals("dateTime") || wanted.equals("any")) {
            return value;
        }
        var actual = Values.type(value);
        if (actual.equals(wanted)) {
            return value;
        }
        if (loose && wanted.equals("boolean") && value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        var converted = loose ? Converting.convert(value, wanted) : null;
        if (converted == null && !(loose && Values.empty(value))) {
            throw new ItemsException(
                    ItemsError.WRONG_TYPE,
                    type + "." + operation + " was given " + actual + " '" + Converting.shown(value) + "' instead of "
                            + wanted);
        }
        return converted;
    }
}
