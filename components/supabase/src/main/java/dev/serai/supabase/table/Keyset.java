package dev.serai.supabase.table;

import dev.serai.supabase.Access;
import dev.serai.supabase.client.FilterWords;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Pages of which each begins behind the last row of the one before, so that rows which come or go meanwhile shift
 * nothing.
 *
 * @param column a unique one that is never null
 */
record Keyset(String column, boolean descending) {

    private static final Pattern WORDS = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)(?:\\.(asc|desc))?");

    /** A few signs such as 1e999999999 may stand for a number that no memory holds when it is written out. */
    private static final int MOST_PLAIN = 1000;

    /** Null where none is wanted. */
    static Keyset of(String words) {
        if (words == null) {
            return null;
        }
        var parts = WORDS.matcher(words.strip());
        if (!parts.matches()) {
            throw Access.bad("keyset is '" + words + "', which is no column with .asc or .desc behind it");
        }
        if (FilterWords.isReserved(parts.group(1))) {
            throw Access.bad("keyset is '" + words + "', which would be taken for a part of the query");
        }
        return new Keyset(parts.group(1), "desc".equals(parts.group(2)));
    }

    String order() {
        return column + (descending ? ".desc" : ".asc");
    }

    /** The condition for what follows these rows. */
    Map.Entry<String, String> behind(List<Map<String, Object>> rows) {
        String before = null;
        for (var row : rows) {
            var value = value(row);
            if (value.equals(before)) {
                throw unfit("is the same in two rows, and rows would get lost between two pages");
            }
            before = value;
        }
        return Map.entry(column, (descending ? "lt." : "gt.") + before);
    }

    private String value(Map<String, Object> row) {
        var value = row.get(column);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) <= MOST_PLAIN
                    ? decimal.toPlainString()
                    : number.toString();
        }
        throw unfit(
                row.containsKey(column)
                        ? value == null ? "is null in a row" : "holds neither numbers nor texts"
                        : "is none of the rows' columns");
    }

    private SupabaseException unfit(String why) {
        return new SupabaseException(
                TableError.KEYSET,
                "the column '" + column + "' of keyset " + why,
                "Name a unique column that is never null, such as the primary key, and select it.",
                null);
    }
}
