package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Query;
import dev.serai.offline.http.Query.Parameter;
import java.util.ArrayList;
import java.util.Set;

/** Turns a query string into a tree of tables. */
final class Planner {
    private static final Set<String> RESERVED =
            Set.of("select", "order", "limit", "offset", "columns", "on_conflict", "apikey");

    private final Catalogue catalogue;
    private int number;

    Planner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The tree of a table; {@code arguments} are names that belong to a function's call. */
    Node plan(Relation relation, String alias, Query query, Set<String> arguments) {
        var root = new Node(relation, alias, SelectParser.select(query.first("select")));
        relate(root, 1);
        shape(root, "order", query.first("order"));
        shape(root, "limit", query.first("limit"));
        shape(root, "offset", query.first("offset"));
        for (var parameter : query.parameters()) {
            if (!RESERVED.contains(parameter.name()) && !arguments.contains(parameter.name())) {
                apply(root, parameter);
            }
        }
        return root;
    }

    private void relate(Node node, int depth) {
        for (var item : node.items()) {
            if (item instanceof Selected.Related related) {
                if (node.relation() == null) {
                    throw RestError.notDone("related resources of a function that gives no table's rows");
                }
                var via = Relationship.find(catalogue, node.relation(), related.target(), related.hint());
                var child = new Node(
                        via.target(),
                        via.target().name() + "_" + depth,
                        "related_" + ++number,
                        node,
                        related,
                        via,
                        related.items());
                node.children().add(child);
                relate(child, depth + 1);
            }
        }
    }

    private static void apply(Node root, Parameter parameter) {
        var in = new Scanner("filter", parameter.name());
        var names = new ArrayList<String>();
        var field = in.field();
        while (in.take(".")) {
            names.add(field.name());
            field = in.field();
        }
        if (!in.atEnd()) {
            throw in.failure("\".\" or end of input");
        }
        var last = field.name();
        var isTree = field.path().isEmpty() && (last.equals("and") || last.equals("or"));
        var not = isTree && !names.isEmpty() && names.get(names.size() - 1).equals("not");
        if (not) {
            names.remove(names.size() - 1);
        }
        var node = root;
        for (var name : names) {
            node = child(node, name);
        }
        if (isTree) {
            node.where().add(FilterParser.tree(not, last, parameter.value()));
        } else if (!names.isEmpty() && Set.of("order", "limit", "offset").contains(last)) {
            shape(node, last, parameter.value());
        } else {
            node.where().add(FilterParser.parameter(field, parameter.value()));
        }
    }

    static Node child(Node node, String name) {
        var child = node.child(name);
        if (child == null) {
            throw new RestError(
                    400,
                    "PGRST108",
                    "'" + name + "' is not an embedded resource in this request",
                    (String) null,
                    "Verify that '" + name + "' is included in the 'select' query parameter.");
        }
        return child;
    }

    private static void shape(Node node, String what, String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        switch (what) {
            case "order" -> node.order(SelectParser.order(value));
            case "limit" -> node.limit(number("limit", value));
            default -> node.offset(number("offset", value));
        }
    }

    private static long number(String what, String value) {
        if (!value.matches("-?\\d{1,18}")) {
            throw RestError.unreadable(what, value, 0, "a number");
        }
        var number = Long.parseLong(value);
        if (number < 0) {
            throw new RestError(
                    416,
                    "PGRST103",
                    "Requested range not satisfiable",
                    (what.equals("limit") ? "Limit" : "Offset") + " should be greater than or equal to zero.",
                    null);
        }
        return number;
    }

    /** Limits what a table that leads to many rows gives. */
    static void cap(Node node, int most) {
        if (node.via() == null || !node.via().toOne()) {
            node.limit(node.limit() == null ? Long.valueOf(most) : Long.valueOf(Math.min(node.limit(), most)));
        }
        node.children().forEach(c -> cap(c, most));
    }
}
