package dev.serai.offline.supabase.rest;

import java.util.List;

/** A column, or what a path of JSON keys leads to in it. */
record Field(String name, List<Step> path) {
    /** One key or index; with {@code text} its value comes as text. */
    record Step(String key, boolean text) {
        boolean isIndex() {
            return key.matches("-?\\d{1,9}");
        }
    }

    Field {
        path = List.copyOf(path);
    }

    /** What the value is called in the answer if the request says nothing: the last key that is a name. */
    String resultName() {
        for (var i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).isIndex()) {
                return path.get(i).key();
            }
        }
        return name;
    }

    void write(Sql sql, String alias, Relation relation) {
        if (path.isEmpty()) {
            sql.column(alias, name);
            return;
        }
        var column = relation == null ? null : relation.column(name);
        if (column != null && !column.isJson()) {
            sql.add("to_jsonb(").column(alias, name).add(")");
        } else {
            sql.column(alias, name);
        }
        for (var step : path) {
            sql.add(step.text() ? "->>" : "->").add(step.isIndex() ? step.key() : Sql.literal(step.key()));
        }
    }
}
