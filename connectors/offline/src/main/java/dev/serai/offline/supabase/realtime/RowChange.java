package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;

/** A change of one row, read from the database's log. */
record RowChange(String type, String schema, String table, ObjectNode row, ObjectNode before, ArrayNode columns) {
    ObjectNode data(String committed) {
        var data = Json.object()
                .put("schema", schema)
                .put("table", table)
                .put("commit_timestamp", committed)
                .put("type", type);
        data.set("columns", columns);
        if (!type.equals("DELETE")) {
            data.set("record", row);
        }
        if (!type.equals("INSERT")) {
            data.set("old_record", before);
        }
        return data.putNull("errors");
    }
}
