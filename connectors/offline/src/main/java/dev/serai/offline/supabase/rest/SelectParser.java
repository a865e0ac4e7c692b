package dev.serai.offline.supabase.rest;

import dev.serai.offline.supabase.rest.Selected.All;
import dev.serai.offline.supabase.rest.Selected.One;
import dev.serai.offline.supabase.rest.Selected.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code select} and {@code order}. */
final class SelectParser {
    private static final int LONGEST_TYPE = 200;
    private static final Set<String> AGGREGATES = Set.of("sum", "avg", "max", "min", "count");

    private SelectParser() {}

    static List<Selected> select(String text) {
        if (text == null || text.isBlank()) {
            return List.of(new All());
        }
        var in = new Scanner("select parameter", text);
        var items = items(in);
        if (!in.atEnd()) {
            throw in.failure("\",\" or end of input");
        }
        return items;
    }

    static List<OrderTerm> order(String text) {
        var in = new Scanner("order", text);
        var terms = new ArrayList<OrderTerm>();
        do {
            var field = in.field();
            String related = null;
            if (in.next() == '(') {
                related = field.name();
                in.open();
                field = in.field();
                in.close();
            }
            var direction = "";
            if (in.take(".asc")) {
                direction = " asc";
            } else if (in.take(".desc")) {
                direction = " desc";
            }
            if (in.take(".nullsfirst")) {
                direction += " nulls first";
            } else if (in.take(".nullslast")) {
                direction += " nulls last";
            }
            terms.add(new OrderTerm(related, field, direction));
        } while (in.take(","));
        if (!in.atEnd()) {
            throw in.failure("\"asc\", \"desc\", \"nullsfirst\", \"nullslast\", \",\" or end of input");
        }
        return terms;
    }

    private static List<Selected> items(Scanner in) {
        var items = new ArrayList<Selected>();
        do {
            items.add(item(in));
        } while (in.take(","));
        return items;
    }

    private static Selected item(Scanner in) {
        if (in.take("*")) {
            return new All();
        }
        if (in.take("...")) {
            return related(in, in.name(), null, true);
        }
        var name = in.name();
        String alias = null;
        if (in.next() == ':' && !in.sees("::")) {
            in.expect(":");
            alias = name;
            name = in.name();
        }
        if (in.sees("!") || in.next() == '(' && !(AGGREGATES.contains(name) && in.sees("()"))) {
            return related(in, name, alias, false);
        }
        var field = new Field(name, in.path());
        if (in.next() == '(' || in.next() == '.') {
            throw aggregate(in);
        }
        var cast = in.take("::") ? type(in) : null;
        if (in.next() == '.') {
            throw aggregate(in);
        }
        return new One(field, alias, cast);
    }

    private static RestError aggregate(Scanner in) {
        in.take(".");
        if (in.next() == '(' || AGGREGATES.contains(in.name())) {
            return new RestError(400, "PGRST123", "Use of aggregate functions is not allowed");
        }
        return in.failure("\"->\", \"::\", \",\" or end of input");
    }

    /** A type is text of the statement, so only what looks like one gets there. */
    private static String type(Scanner in) {
        var type = in.name();
        if (type.length() > LONGEST_TYPE || !type.matches("[A-Za-z_][A-Za-z0-9_]*( [A-Za-z_]+)*(\\[\\])*")) {
            throw in.failure("the name of a type");
        }
        return type;
    }

    private static Related related(Scanner in, String target, String alias, boolean spread) {
        String hint = null;
        var inner = false;
        while (in.take("!")) {
            var word = in.name();
            if (word.equals("inner")) {
                inner = true;
            } else if (!word.equals("left")) {
                hint = word;
            }
        }
        in.open();
        var items = in.next() == ')' ? List.<Selected>of() : items(in);
        in.close();
        return new Related(target, alias, hint, inner, spread, items);
    }
}
