package dev.serai.offline.supabase.rest;

import java.util.List;

/**
 * A table or view.
 *
 * @param key the columns of the primary key; empty where there is none
 */
record Relation(String schema, String name, boolean view, List<Column> columns, List<String> key) {
    /**
     * A column.
     *
     * @param type the type in SQL, without its length
     * @param defaults what an absent value becomes, in SQL, or null
     */
    record Column(String name, String type, String defaults) {
        boolean isJson() {
            return type.equals("json") || type.equals("jsonb");
        }
    }

    Column column(String wanted) {
        return columns.stream().filter(c -> c.name().equals(wanted)).findFirst().orElse(null);
    }

    void write(Sql sql) {
        sql.column(schema, name);
    }
}
