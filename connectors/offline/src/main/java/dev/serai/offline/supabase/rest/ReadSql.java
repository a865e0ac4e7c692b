package dev.serai.offline.supabase.rest;

import dev.serai.offline.supabase.rest.Condition.Comparison;
import dev.serai.offline.supabase.rest.Condition.Group;
import java.util.Locale;
import java.util.Map;

/** Writes a tree of tables as one query. */
final class ReadSql {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("eq", "="),
            Map.entry("neq", "<>"),
            Map.entry("gt", ">"),
            Map.entry("gte", ">="),
            Map.entry("lt", "<"),
            Map.entry("lte", "<="),
            Map.entry("like", "like"),
            Map.entry("ilike", "ilike"),
            Map.entry("match", "~"),
            Map.entry("imatch", "~*"),
            Map.entry("isdistinct", "is distinct from"),
            Map.entry("cs", "@>"),
            Map.entry("cd", "<@"),
            Map.entry("ov", "&&"),
            Map.entry("sl", "<<"),
            Map.entry("sr", ">>"),
            Map.entry("nxr", "&<"),
            Map.entry("nxl", "&>"),
            Map.entry("adj", "-|-"));
    private static final Map<String, String> SEARCHES = Map.of(
            "fts", "to_tsquery",
            "plfts", "plainto_tsquery",
            "phfts", "phraseto_tsquery",
            "wfts", "websearch_to_tsquery");

    private ReadSql() {}

    /**
     * Writes the query of a table.
     *
     * @param source what stands for the table itself, or null
     * @param filtered whether to filter; the rows of a change have been chosen already
     */
    static void query(Sql sql, Node node, String source, boolean filtered) {
        sql.add("select ");
        var separator = "";
        for (var item : node.items()) {
            if (item instanceof Selected.Related related) {
                var child = node.child(related);
                if (related.spread()) {
                    for (var name : child.resultNames()) {
                        sql.add(separator).column(child.lateral(), name);
                        separator = ", ";
                    }
                } else if (!related.items().isEmpty()) {
                    sql.add(separator).add(child.via().toOne() ? "" : "coalesce(");
                    sql.column(child.lateral(), "j").add(child.via().toOne() ? "" : ", '[]'::json)");
                    sql.add(" as ").name(related.resultName());
                    separator = ", ";
                }
            } else {
                sql.add(separator);
                item(sql, node, item);
                separator = ", ";
            }
        }
        from(sql, node, source, filtered);
        order(sql, node);
        if (node.limit() != null) {
            sql.add(" limit " + node.limit());
        }
        if (node.offset() > 0) {
            sql.add(" offset " + node.offset());
        }
    }

    /** Writes from and where; without {@code filtered}, conditions have been applied already. */
    static void from(Sql sql, Node node, String source, boolean filtered) {
        sql.add(" from ");
        if (source == null) {
            node.relation().write(sql);
        } else {
            sql.add(source);
        }
        sql.add(" as ").name(node.alias());
        if (node.via() != null && node.via().join() != null) {
            sql.add(" cross join ");
            node.via().join().write(sql);
            sql.add(" as ").name(joinAlias(node));
        }
        for (var child : node.children()) {
            lateral(sql, child);
        }
        sql.add(" where ");
        if (node.via() == null) {
            sql.add("true");
        } else {
            node.via().on(sql, node.parent().alias(), node.alias(), joinAlias(node));
        }
        if (filtered) {
            conditions(sql, node, node.alias());
        }
    }

    /** Writes the conditions of a table, each with an "and" before it. */
    static void conditions(Sql sql, Node node, String alias) {
        for (var condition : node.where()) {
            sql.add(" and ");
            condition(sql, node, alias, condition);
        }
    }

    private static void item(Sql sql, Node node, Selected item) {
        if (item instanceof Selected.One one) {
            sql.add(one.cast() == null ? "" : "cast(");
            one.field().write(sql, node.alias(), node.relation());
            sql.add(one.cast() == null ? "" : " as " + one.cast() + ")");
            if (one.alias() != null || !one.field().path().isEmpty() || one.cast() != null) {
                sql.add(" as ").name(one.resultName());
            }
        } else if (node.relation() == null) {
            sql.name(node.alias()).add(".*");
        } else {
            var separator = "";
            for (var column : node.relation().columns()) {
                sql.add(separator).column(node.alias(), column.name());
                separator = ", ";
            }
        }
    }

    private static void lateral(Sql sql, Node child) {
        var inner = child.wish().inner();
        var spread = child.wish().spread();
        var toOne = child.via().toOne();
        sql.add(inner ? " join lateral (" : " left join lateral (");
        if (!spread) {
            sql.add(toOne ? "select row_to_json(r) as j from (" : "select json_agg(r) as j from (");
        } else if (!toOne) {
            sql.add("select ");
            var separator = "";
            for (var name : child.resultNames()) {
                sql.add(separator)
                        .add("coalesce(json_agg(")
                        .column("r", name)
                        .add("), '[]'::json) as ")
                        .name(name);
                separator = ", ";
            }
            sql.add(" from (");
        }
        query(sql, child, null, true);
        if (!spread || !toOne) {
            sql.add(") as r");
        }
        if (spread && !toOne && inner) {
            sql.add(" having count(*) > 0");
        }
        sql.add(") as ").name(child.lateral()).add(" on ");
        if (inner && !spread) {
            sql.column(child.lateral(), "j").add(" is not null");
        } else {
            sql.add("true");
        }
    }

    private static String joinAlias(Node node) {
        return node.lateral() + "_join";
    }

    private static void order(Sql sql, Node node) {
        var separator = " order by ";
        for (var term : node.order()) {
            sql.add(separator);
            separator = ", ";
            if (term.related() == null) {
                term.field().write(sql, node.alias(), node.relation());
            } else {
                related(sql, node, term);
            }
            sql.add(term.direction());
        }
    }

    private static void related(Sql sql, Node node, OrderTerm term) {
        var child = Planner.child(node, term.related());
        if (!child.via().toOne()) {
            throw new RestError(
                    400,
                    "PGRST118",
                    "A related order on '" + term.related() + "' is not possible",
                    "'" + node.alias() + "' and '" + term.related()
                            + "' do not form a many-to-one or one-to-one relationship",
                    null);
        }
        var alias = child.lateral() + "_order";
        sql.add("(select ");
        term.field().write(sql, alias, child.relation());
        sql.add(" from ");
        child.relation().write(sql);
        sql.add(" as ").name(alias).add(" where ");
        child.via().on(sql, node.alias(), alias, null);
        conditions(sql, child, alias);
        sql.add(")");
    }

    private static void condition(Sql sql, Node node, String alias, Condition condition) {
        if (condition instanceof Group group) {
            sql.add(group.not() ? "not (" : "(");
            var separator = "";
            for (var part : group.parts()) {
                sql.add(separator);
                condition(sql, node, alias, part);
                separator = " " + group.join() + " ";
            }
            sql.add(")");
            return;
        }
        var test = (Comparison) condition;
        var child = test.field().path().isEmpty() ? node.child(test.field().name()) : null;
        if (child != null && test.operator().equals("is")) {
            sql.name(child.lateral()).add(child.wish().spread() ? "" : ".j");
            var absent = test.value().equalsIgnoreCase("null") != test.not();
            sql.add(absent ? " is not distinct from null" : " is distinct from null");
            return;
        }
        sql.add(test.not() ? "not " : "");
        test(sql, node, alias, test);
    }

    private static void test(Sql sql, Node node, String alias, Comparison test) {
        if (SEARCHES.containsKey(test.operator())) {
            search(sql, node, alias, test);
            return;
        }
        test.field().write(sql, alias, node.relation());
        switch (test.operator()) {
            case "is" -> {
                // The parser lets only these words through.
                var word = test.value().toLowerCase(Locale.ROOT);
                sql.add(" is ").add(word.equals("not_null") ? "not null" : word);
            }
            case "in" -> sql.add(" = any (").bind(arrayLiteral(test)).add(")");
            default -> {
                sql.add(" ").add(OPERATORS.get(test.operator())).add(" ");
                var isPattern = test.operator().endsWith("like");
                var value = isPattern ? test.value().replace('*', '%') : test.value();
                if (test.modifier() == null) {
                    sql.bind(value);
                } else {
                    sql.add(test.modifier()).add(" (").bind(value).add(")");
                }
            }
        }
    }

    private static void search(Sql sql, Node node, String alias, Comparison test) {
        var column = node.relation() == null
                ? null
                : node.relation().column(test.field().name());
        var isVector = column != null
                && column.type().equals("tsvector")
                && test.field().path().isEmpty();
        var language = test.modifier() == null ? "" : Sql.literal(test.modifier()) + ", ";
        sql.add(isVector ? "" : "to_tsvector(" + language);
        test.field().write(sql, alias, node.relation());
        sql.add(isVector ? "" : ")").add(" @@ ").add(SEARCHES.get(test.operator()));
        sql.add("(").add(language).bind(test.value()).add(")");
    }

    /** PostgreSQL's text of an array; each value is quoted, so that none can end the array. */
    static String arrayLiteral(Iterable<String> values) {
        var text = new StringBuilder("{");
        for (var value : values) {
            text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static String arrayLiteral(Comparison test) {
        return arrayLiteral(test.list());
    }
}
