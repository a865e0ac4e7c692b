package dev.serai.offline.supabase.rest;

import java.util.List;

/**
 * A foreign key.
 *
 * @param unique whether each row that it points to has at most one that points there
 */
record ForeignKey(
        String name,
        String schema,
        String table,
        List<String> columns,
        String toSchema,
        String toTable,
        List<String> toColumns,
        boolean unique) {
    boolean from(Relation relation) {
        return schema.equals(relation.schema()) && table.equals(relation.name());
    }

    boolean to(Relation relation) {
        return toSchema.equals(relation.schema()) && toTable.equals(relation.name());
    }

    String from() {
        return table + "(" + String.join(", ", columns) + ")";
    }

    String to() {
        return toTable + "(" + String.join(", ", toColumns) + ")";
    }
}
