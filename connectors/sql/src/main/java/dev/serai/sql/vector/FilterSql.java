package dev.serai.sql.vector;

import dev.serai.support.json.Json;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.Filter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A filter as a condition. Filters come from strangers: their names and values are parameters, never part of the
 * statement.
 */
final class FilterSql {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    FilterSql(Filter filter) {
        add(filter);
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private void add(Filter filter) {
        if (filter instanceof Filter.And and) {
            join(and.filters(), " AND ", "TRUE");
        } else if (filter instanceof Filter.Or or) {
            join(or.filters(), " OR ", "FALSE");
        } else if (filter instanceof Filter.Not not) {
            sql.append("NOT ");
            join(List.of(not.filter()), "", "");
        } else if (filter instanceof Filter.Exists exists) {
            exists(exists.name(), exists.exists());
        } else if (filter instanceof Filter.In in) {
            in(in.name(), in.values());
        } else if (filter instanceof Filter.Compare compare) {
            compare(compare);
        }
    }

    private void join(List<Filter> filters, String word, String empty) {
        sql.append('(').append(filters.isEmpty() ? empty : "");
        var first = true;
        for (var filter : filters) {
            sql.append(first ? "" : word);
            add(filter);
            first = false;
        }
        sql.append(')');
    }

    private void exists(String name, boolean exists) {
        if (isColumn(name)) {
            sql.append(exists ? "TRUE" : "FALSE");
        } else {
            sql.append(exists ? "" : "NOT ").append("jsonb_exists(terms, ?)");
            parameters.add(Storable.of(name));
        }
    }

    private void in(String name, List<Object> values) {
        var constants = values.stream()
                .map(value -> isColumn(name) ? Storable.of(String.valueOf(value)) : Terms.value(value))
                .toList();
        if (isColumn(name)) {
            sql.append("jsonb_exists(CAST(? AS jsonb), ").append(name).append(')');
            parameters.add(Json.text(constants));
        } else {
            sql.append("EXISTS (SELECT 1 FROM jsonb_array_elements(terms -> ?) v WHERE CAST(? AS jsonb) @> v)");
            parameters.add(Storable.of(name));
            parameters.add(Json.text(constants));
        }
    }

    private void compare(Filter.Compare compare) {
        var name = compare.name();
        if (isColumn(name)) {
            compareText(name, compare.comparison(), String.valueOf(compare.value()));
            return;
        }
        switch (compare.comparison()) {
            case EQ -> equal(name, compare.value());
            case NE -> {
                sql.append('(');
                exists(name, true);
                sql.append(" AND NOT ");
                equal(name, compare.value());
                sql.append(')');
            }
            default -> any(compare);
        }
    }

    private void equal(String name, Object value) {
        // This form is what the index of the column answers.
        sql.append("terms @> CAST(? AS jsonb)");
        parameters.add(Json.text(Map.of(Storable.of(name), List.of(Terms.value(value)))));
    }

    /** CASE keeps PostgreSQL from reading a text as a number: it may do the parts of AND in any order. */
    private void any(Filter.Compare compare) {
        var value = compare.value();
        var kind = value instanceof Number ? "number" : value instanceof Boolean ? "boolean" : "string";
        sql.append("EXISTS (SELECT 1 FROM jsonb_array_elements(terms -> ?) v WHERE CASE WHEN jsonb_typeof(v) = '")
                .append(kind)
                .append("' THEN ");
        parameters.add(Storable.of(compare.name()));
        if (value instanceof Number && compare.comparison() != Filter.Comparison.PREFIX) {
            sql.append("CAST(v #>> '{}' AS numeric) ")
                    .append(sign(compare.comparison()))
                    .append(" CAST(? AS numeric)");
            parameters.add(number(value));
        } else {
            compareText("(v #>> '{}')", compare.comparison(), String.valueOf(value));
        }
        sql.append(" ELSE FALSE END)");
    }

    private static Object number(Object value) {
        var text = value.toString();
        // PostgreSQL's numbers know these as texts only.
        return value instanceof Double number && !Double.isFinite(number)
                        || value instanceof Float small && !Float.isFinite(small)
                ? text
                : new BigDecimal(text);
    }

    private void compareText(String text, Filter.Comparison comparison, String value) {
        if (comparison == Filter.Comparison.PREFIX) {
            sql.append("starts_with(").append(text).append(", ?)");
        } else {
            sql.append(text).append(" COLLATE \"C\" ").append(sign(comparison)).append(" ?");
        }
        parameters.add(Storable.of(value));
    }

    private static String sign(Filter.Comparison comparison) {
        return switch (comparison) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GTE -> ">=";
            case LT -> "<";
            case LTE -> "<=";
            case PREFIX -> throw new IllegalArgumentException("a prefix has no sign");
        };
    }

    /** The two names that are columns; they are these words exactly, so they may stand in a statement. */
    private static boolean isColumn(String name) {
        return name.equals("id") || name.equals("source");
    }
}
