package dev.serai.sql.datasets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What rows of a file look like as a table: names that need no quotes, and types that all values have. */
record Columns(List<Column> all) {

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 40;

    /** @param key the name in the file */
    record Column(String key, String name, Type type) {}

    enum Type {
        NUMBER("NUMERIC"),
        DATE("DATE"),
        YES_OR_NO("BOOLEAN"),
        TEXT("VARCHAR");

        final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        Object value(Object given) {
            if (given == null || given instanceof String text && text.isBlank()) {
                return null;
            }
            return switch (this) {
                case NUMBER -> new BigDecimal(given.toString());
                case DATE -> LocalDate.parse(given.toString().strip());
                case YES_OR_NO -> given;
                case TEXT -> given.toString().replace("\0", "");
            };
        }
    }

    /** @param free makes a name that the database does not keep for itself */
    static Columns of(List<Map<String, Object>> rows, UnaryOperator<String> free) {
        var keys = new LinkedHashSet<String>();
        rows.forEach(row -> keys.addAll(row.keySet()));
        var names = new LinkedHashSet<String>();
        var columns = new ArrayList<Column>();
        for (var key : keys) {
            if (columns.size() < MOST) {
                columns.add(new Column(key, unique(names, free.apply(name(key))), type(rows, key)));
            }
        }
        return new Columns(columns);
    }

    /** Letters, digits and underscores, in small letters. */
    static String name(String text) {
        var plain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var cut = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        return cut.isEmpty() ? "column" : Character.isDigit(cut.charAt(0)) ? "c_" + cut : cut;
    }

    static String unique(Set<String> taken, String name) {
        var free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static Type type(List<Map<String, Object>> rows, String key) {
        Type type = null;
        for (var row : rows) {
            var value = row.get(key);
            if (value == null || value instanceof String text && text.isBlank()) {
                continue;
            }
            var own = type(value);
            if (type != null && type != own) {
                return Type.TEXT;
            }
            type = own;
        }
        return type == null ? Type.TEXT : type;
    }

    private static Type type(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return Type.TEXT;
        }
        if (value instanceof Number) {
            return Type.NUMBER;
        }
        if (value instanceof Boolean) {
            return Type.YES_OR_NO;
        }
        return isDate(value.toString()) ? Type.DATE : Type.TEXT;
    }

    private static boolean isDate(String text) {
        try {
            return text.strip().length() == 10 && LocalDate.parse(text.strip()) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
