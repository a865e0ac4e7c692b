package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.List;

/** What changes a member of a channel wants to hear of. */
record Wish(int id, String event, String schema, String table, List<Condition> conditions) {
    /** Throws {@link IllegalArgumentException} with what the stand-in does not do. */
    static Wish of(int id, JsonNode wanted) {
        if (!wanted.isObject()) {
            throw new IllegalArgumentException("changes that are no object");
        }
        if (wanted.has("select")) {
            throw new IllegalArgumentException("select");
        }
        return new Wish(
                id,
                wanted.path("event").asText("*"),
                wanted.path("schema").asText("public"),
                Json.text(wanted, "table"),
                Condition.all(Json.text(wanted, "filter")));
    }

    boolean covers(RowChange change) {
        var row = change.type().equals("DELETE") ? change.before() : change.row();
        return (event.equals("*") || event.equalsIgnoreCase(change.type()))
                && (schema.equals("*") || schema.equals(change.schema()))
                && (table == null || table.equals("*") || table.equals(change.table()))
                && conditions.stream().allMatch(condition -> condition.matches(row));
    }
}
