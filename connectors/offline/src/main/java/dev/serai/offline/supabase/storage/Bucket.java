package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** A row of storage.buckets. */
record Bucket(
        String id,
        String name,
        String owner,
        boolean open,
        String type,
        Long sizeLimit,
        List<String> mimeTypes,
        OffsetDateTime created,
        OffsetDateTime updated) {
    static Bucket of(ResultSet row) throws SQLException {
        var limit = row.getLong("file_size_limit");
        var noLimit = row.wasNull();
        var types = row.getArray("allowed_mime_types");
        return new Bucket(
                row.getString("id"),
                row.getString("name"),
                row.getString("owner"),
                row.getBoolean("public"),
                row.getString("type"),
                noLimit ? null : limit,
                types == null ? null : List.of((String[]) types.getArray()),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("updated_at", OffsetDateTime.class));
    }

    /** The smaller of the bucket's and the service's limit. */
    long sizeLimit(long most) {
        return sizeLimit == null ? most : Math.min(sizeLimit, most);
    }

    ObjectNode json() {
        var json = Json.object()
                .put("id", id)
                .put("name", name)
                .put("owner", owner == null ? "" : owner)
                .put("public", open)
                .put("file_size_limit", sizeLimit);
        if (mimeTypes == null) {
            json.putNull("allowed_mime_types");
        } else {
            mimeTypes.forEach(json.putArray("allowed_mime_types")::add);
        }
        return json.put("created_at", Times.iso(created)).put("updated_at", Times.iso(updated));
    }
}
