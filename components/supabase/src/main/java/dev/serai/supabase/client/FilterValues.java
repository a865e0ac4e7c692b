package dev.serai.supabase.client;

import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Conditions from values. Each value is quoted for its place, so that whatever a stranger writes stays a value: a column
 * maps to what it equals, to a list of which it is one, or to a map from operators to values. Which of these it is must not be up
 * to the stranger.
 */
public final class FilterValues {

    private static final Pattern OPERATOR =
            Pattern.compile("(not\\.)?(" + String.join("|", Operators.ALL) + ")(\\([A-Za-z_]+\\))?");
    private static final Pattern COLUMN = Pattern.compile("[^\\p{Cntrl}=&()]+");

    private final boolean writes;
    private final List<Map.Entry<String, String>> conditions = new ArrayList<>();

    private FilterValues(boolean writes) {
        this.writes = writes;
    }

    /**
     * @param writes whether rows are changed: then a null is refused, since a value that got lost would hit other rows
     */
    public static List<Map.Entry<String, String>> of(Map<?, ?> columns, boolean writes) {
        var values = new FilterValues(writes);
        columns.forEach((column, value) -> values.column(String.valueOf(column), value));
        return values.conditions;
    }

    private void column(String column, Object value) {
        if (!COLUMN.matcher(column).matches()
                || FilterWords.isReserved(column)
                || column.matches("(not\\.)?(or|and)|.*\\.(or|and)")) {
            throw FilterWords.bad("'" + column + "' is no column to filter by");
        }
        if (value instanceof Map<?, ?> operators) {
            if (operators.isEmpty()) {
                throw FilterWords.bad("the map for column '" + column + "' has no operator");
            }
            operators.forEach((operator, operand) -> add(column, String.valueOf(operator), operand));
        } else if (value == null && writes) {
            throw FilterWords.bad(
                    "the value for column '" + column + "' is null; where that is meant, give {is: null}");
        } else {
            add(column, value == null ? "is" : isList(value) ? "in" : "eq", value);
        }
    }

    private void add(String column, String operator, Object operand) {
        var parts = OPERATOR.matcher(operator);
        if (!parts.matches()) {
            throw FilterWords.bad("'" + operator + "' for column '" + column + "' is no operator");
        }
        conditions.add(Map.entry(column, operator + "." + operand(column, parts.group(2), parts.group(3), operand)));
    }

    private static String operand(String column, String operator, String modifier, Object value) {
        if (operator.equals("is")) {
            var state = String.valueOf(value);
            if (!Operators.STATES.contains(state)) {
                throw FilterWords.bad(
                        "column '" + column + "' can be compared by 'is' with " + Operators.STATES + " only");
            }
            return state;
        }
        if (value == null) {
            throw FilterWords.bad("the value of '" + operator + "' for column '" + column + "' is null");
        }
        if (operator.equals("in")) {
            if (!isList(value)) {
                throw FilterWords.bad("'in' for column '" + column + "' needs a list");
            }
            return listed(column, value, "(", ")");
        }
        if (isList(value)) {
            if (!List.of("cs", "cd", "ov").contains(operator) && modifier == null) {
                throw FilterWords.bad("'" + operator + "' for column '" + column + "' takes no list");
            }
            return listed(column, value, "{", "}");
        }
        return value instanceof Map<?, ?> ? Json.text(value) : plain(value);
    }

    private static boolean isList(Object value) {
        return value instanceof Collection<?> || value instanceof Object[];
    }

    /** A list's items are quoted whatever they hold, so that neither comma nor bracket ends one. */
    private static String listed(String column, Object values, String open, String close) {
        var items = values instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) values;
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (item == null || isList(item) || item instanceof Map<?, ?>) {
                throw FilterWords.bad("the list for column '" + column + "' holds what is no plain value");
            }
            texts.add(item instanceof Number || item instanceof Boolean ? plain(item) : quoted(plain(item)));
        }
        return open + String.join(",", texts) + close;
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String plain(Object value) {
        return value.toString();
    }
}
