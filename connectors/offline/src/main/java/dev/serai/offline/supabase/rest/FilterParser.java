package dev.serai.offline.supabase.rest;

import dev.serai.offline.supabase.rest.Condition.Comparison;
import dev.serai.offline.supabase.rest.Condition.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads conditions. */
final class FilterParser {
    private static final Set<String> OPERATORS = Set.of(
            "eq",
            "neq",
            "gt",
            "gte",
            "lt",
            "lte",
            "like",
            "ilike",
            "match",
            "imatch",
            "in",
            "is",
            "isdistinct",
            "cs",
            "cd",
            "ov",
            "sl",
            "sr",
            "nxr",
            "nxl",
            "adj",
            "fts",
            "plfts",
            "phfts",
            "wfts");
    private static final Set<String> QUANTIFIABLE =
            Set.of("eq", "gt", "gte", "lt", "lte", "like", "ilike", "match", "imatch");
    private static final Set<String> SEARCHES = Set.of("fts", "plfts", "phfts", "wfts");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String EXPECTED = "\"not\" or operator (eq, gt, ...)";

    private FilterParser() {}

    /** True where a value begins with an operator, so that it is a filter and no argument of a function. */
    static boolean looksLikeFilter(String value) {
        var end = 0;
        while (end < value.length() && Character.isLetter(value.charAt(end))) {
            end++;
        }
        return end < value.length()
                && (value.charAt(end) == '.' || value.charAt(end) == '(')
                && (value.startsWith("not.") || OPERATORS.contains(value.substring(0, end)));
    }

    static Condition parameter(Field field, String value) {
        return test(new Scanner("filter", value), field, false);
    }

    static Condition tree(boolean not, String join, String value) {
        var in = new Scanner("logic tree", value);
        var group = new Group(not, join, parts(in));
        if (!in.atEnd()) {
            throw in.failure("end of input");
        }
        return group;
    }

    private static List<Condition> parts(Scanner in) {
        var parts = new ArrayList<Condition>();
        in.open();
        do {
            var not = in.take("not.");
            if (in.sees("and(") || in.sees("or(")) {
                var join = in.take("and") ? "and" : "or";
                if (join.equals("or")) {
                    in.expect("or");
                }
                parts.add(new Group(not, join, parts(in)));
            } else {
                var field = in.field();
                in.expect(".");
                var test = test(in, field, true);
                parts.add(
                        not
                                ? new Comparison(
                                        field, !test.not(), test.operator(), test.modifier(), test.value(), test.list())
                                : test);
            }
        } while (in.take(","));
        in.close();
        return parts;
    }

    private static Comparison test(Scanner in, Field field, boolean inTree) {
        var not = in.take("not.");
        var operator = new StringBuilder();
        while (Character.isLetter(in.next())) {
            operator.append(in.next());
            in.take(String.valueOf(in.next()));
        }
        var name = operator.toString();
        if (!OPERATORS.contains(name)) {
            throw in.failure(EXPECTED);
        }
        String modifier = null;
        if (in.next() == '(' && !name.equals("in")) {
            in.open();
            modifier = in.name();
            in.close();
            var known = SEARCHES.contains(name)
                    ? LANGUAGE.matcher(modifier).matches()
                    : QUANTIFIABLE.contains(name) && Set.of("any", "all").contains(modifier);
            if (!known) {
                throw in.failure("a modifier of " + name);
            }
        }
        in.expect(".");
        if (name.equals("in")) {
            var list = in.list();
            if (!inTree && !in.atEnd()) {
                throw in.failure("end of input");
            }
            return new Comparison(field, not, name, null, null, list);
        }
        var value = inTree ? in.valueInTree() : in.rest();
        if (name.equals("is")
                && !Set.of("null", "not_null", "true", "false", "unknown").contains(value.toLowerCase(Locale.ROOT))) {
            throw in.failure("isVal: (null, not_null, true, false, unknown)");
        }
        return new Comparison(field, not, name, modifier, value, null);
    }
}
