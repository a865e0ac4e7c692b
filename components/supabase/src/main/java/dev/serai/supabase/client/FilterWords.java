package dev.serai.supabase.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Conditions in PostgREST's own words: {@code status=eq.open&or=(age.gt.2,name.is.null)}. */
public final class FilterWords {

    private static final Pattern OPERATION = Pattern.compile(
            "(?:not\\.)?(" + String.join("|", Operators.ALL) + ")(?:\\((?:any|all)\\)|\\([A-Za-z_]+\\))?\\..*",
            Pattern.DOTALL);
    private static final Set<String> LOGIC = Set.of("or", "and", "not.or", "not.and");

    /** They have options of their own, and in a filter they would only seem to be conditions. */
    static final Set<String> RESERVED = Set.of("select", "order", "limit", "offset", "columns", "on_conflict");

    /** Gateways take it for the key, and some keep it to themselves: then the condition would be gone, and every row hit. */
    private static final String KEY = "apikey";

    private FilterWords() {}

    public static List<Map.Entry<String, String>> parse(String words) {
        var conditions = new ArrayList<Map.Entry<String, String>>();
        if (words == null || words.isBlank()) {
            return conditions;
        }
        for (var part : words.strip().split("&", -1)) {
            int equal = part.indexOf('=');
            if (equal <= 0) {
                throw bad("'" + part + "' is no condition");
            }
            var name = part.substring(0, equal).strip();
            var value = part.substring(equal + 1);
            check(name, value);
            conditions.add(Map.entry(name, value));
        }
        return conditions;
    }

    private static void check(String name, String value) {
        if (name.equals(KEY)) {
            throw bad("a gateway takes '" + KEY + "' for its key; write and=(" + KEY
                    + ".eq.value) for a column of that name");
        }
        if (RESERVED.contains(name)) {
            throw bad("'" + name + "' is no column to filter by");
        }
        if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
            throw bad("a condition names no column");
        }
        var last = name.substring(name.lastIndexOf('.') + 1);
        if (isLogic(name)) {
            if (!value.startsWith("(") || !value.endsWith(")") || value.length() < 3 || !balanced(value)) {
                throw bad("'" + name + "' needs conditions in parentheses, but has '" + value + "'");
            }
        } else if (!(name.contains(".") && RESERVED.contains(last))
                && !OPERATION.matcher(value).matches()) {
            throw bad("the condition on '" + name + "' begins with no operator such as eq. or in.");
        }
    }

    /** Whether the server takes a parameter of this name for a part of the query, whatever a function's arguments are. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name) || LOGIC.contains(name) || name.equals(KEY);
    }

    private static boolean isLogic(String name) {
        return LOGIC.contains(name) || LOGIC.stream().anyMatch(word -> name.endsWith("." + word));
    }

    /** Whether parentheses outside of quotes close in order. */
    static boolean balanced(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth < 0) {
                return false;
            }
        }
        return depth == 0 && !quoted;
    }

    /** Whether a condition narrows the rows themselves: one on an embedded table narrows only what is embedded. */
    public static boolean narrows(List<Map.Entry<String, String>> conditions) {
        return conditions.stream().map(Map.Entry::getKey).anyMatch(name -> {
            int arrow = name.indexOf("->");
            return LOGIC.contains(name) || (arrow < 0 ? name : name.substring(0, arrow)).indexOf('.') < 0;
        });
    }

    static SupabaseException bad(String fact) {
        return new SupabaseException(TableError.BAD_FILTER, fact);
    }
}
