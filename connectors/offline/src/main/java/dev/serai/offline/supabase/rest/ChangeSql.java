package dev.serai.offline.supabase.rest;

import java.util.Collection;
import java.util.List;

/** Writes inserts, updates and deletes. */
final class ChangeSql {
    /** A column of the answer that says whether a row is new. */
    static final String INSERTED = "pgrst_inserted";

    private ChangeSql() {}

    static void insert(
            Sql sql, Relation table, Rows rows, Collection<String> columns, Preferences prefer, List<String> conflict) {
        sql.add("insert into ");
        table.write(sql);
        if (!columns.isEmpty()) {
            names(sql.add("("), columns, "");
            sql.add(")");
        }
        sql.add(" select ");
        names(sql, columns, "pgrst_body.");
        sql.add(" from ");
        var json = new Sql()
                .add(rows.list() ? "" : "json_build_array(")
                .bind(rows.json())
                .add("::json")
                .add(rows.list() ? "" : ")");
        if (columns.isEmpty()) {
            sql.add("json_array_elements(").add(json).add(") as pgrst_body");
        } else if (prefer.is("missing", "default")) {
            sql.add("(select json_agg(jsonb_build_object(");
            var separator = "";
            for (var name : columns) {
                var defaults = table.column(name).defaults();
                if (defaults != null) {
                    sql.add(separator).add(Sql.literal(name)).add(", ").add(defaults);
                    separator = ", ";
                }
            }
            sql.add(") || e::jsonb) as j from json_array_elements(").add(json).add(") as e) as pgrst_full, lateral ");
            recordset(sql, table, columns, new Sql().add("coalesce(pgrst_full.j, '[]'::json)"));
        } else {
            recordset(sql, table, columns, json);
        }
        if (conflict.isEmpty()) {
            return;
        }
        names(sql.add(" on conflict ("), conflict, "");
        sql.add(") do ");
        if (prefer.is("resolution", "ignore-duplicates") || columns.isEmpty()) {
            sql.add("nothing");
        } else {
            sql.add("update set ");
            assign(sql, columns, "excluded.");
        }
    }

    static void update(Sql sql, Relation table, Rows rows, Collection<String> columns, Node node) {
        sql.add("update ");
        table.write(sql);
        sql.add(" set ");
        assign(sql, columns, "pgrst_body.");
        sql.add(" from ");
        recordset(
                sql,
                table,
                columns,
                new Sql().add("json_build_array(").bind(rows.json()).add("::json)"));
        sql.add(" where true");
        ReadSql.conditions(sql, node, table.name());
    }

    static void delete(Sql sql, Relation table, Node node) {
        sql.add("delete from ");
        table.write(sql);
        sql.add(" where true");
        ReadSql.conditions(sql, node, table.name());
    }

    static void returning(Sql sql, Relation table, Collection<String> columns, boolean marksNew) {
        sql.add(" returning ");
        var separator = "";
        for (var name : columns) {
            sql.add(separator).column(table.name(), name);
            separator = ", ";
        }
        if (marksNew) {
            sql.add(separator).add("(").column(table.name(), "xmax").add("::text = '0') as " + INSERTED);
        } else if (columns.isEmpty()) {
            sql.add("1 as pgrst_row");
        }
    }

    private static void recordset(Sql sql, Relation table, Collection<String> columns, Sql json) {
        sql.add("json_to_recordset(").add(json).add(") as pgrst_body(");
        var separator = "";
        for (var name : columns) {
            sql.add(separator).name(name).add(" ").add(table.column(name).type());
            separator = ", ";
        }
        sql.add(")");
    }

    private static void assign(Sql sql, Collection<String> columns, String source) {
        var separator = "";
        for (var name : columns) {
            sql.add(separator).name(name).add(" = ").add(source).name(name);
            separator = ", ";
        }
    }

    private static void names(Sql sql, Collection<String> names, String source) {
        var separator = "";
        for (var name : names) {
            sql.add(separator).add(source).name(name);
            separator = ", ";
        }
    }
}
