package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** A row of storage.objects. */
record StoredObject(
        String id,
        String bucket,
        String name,
        String owner,
        String ownerId,
        String version,
        OffsetDateTime created,
        OffsetDateTime updated,
        OffsetDateTime accessed,
        JsonNode metadata,
        JsonNode userMetadata) {
    static StoredObject of(ResultSet row) throws SQLException {
        return new StoredObject(
                row.getString("id"),
                row.getString("bucket_id"),
                row.getString("name"),
                row.getString("owner"),
                row.getString("owner_id"),
                row.getString("version"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("updated_at", OffsetDateTime.class),
                row.getObject("last_accessed_at", OffsetDateTime.class),
                json(row.getString("metadata")),
                json(row.getString("user_metadata")));
    }

    long size() {
        return metadata.path("size").asLong();
    }

    String etag() {
        return metadata.path("eTag").asText();
    }

    String mimeType() {
        return metadata.path("mimetype").asText();
    }

    String cacheControl() {
        return metadata.path("cacheControl").asText();
    }

    /** When the bytes were written, which a policy's or a test's own row may not tell. */
    Instant lastModified() {
        try {
            return Instant.parse(metadata.path("lastModified").asText());
        } catch (DateTimeParseException e) {
            return updated.toInstant();
        }
    }

    /** As copies and removals answer it. */
    ObjectNode json() {
        var json = Json.object()
                .put("name", name)
                .put("bucket_id", bucket)
                .put("owner", owner == null ? "" : owner)
                .put("owner_id", ownerId == null ? "" : ownerId)
                .put("version", version);
        return stamps(json).set("user_metadata", userMetadata.isMissingNode() ? null : userMetadata);
    }

    /** As lists answer it, under the name that it has there. */
    ObjectNode listed(ObjectNode into) {
        return stamps(into);
    }

    ObjectNode info() {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("version", version)
                .put("bucket_id", bucket)
                .put("size", size())
                .put("content_type", mimeType())
                .put("cache_control", cacheControl())
                .put("etag", etag())
                .<ObjectNode>set("metadata", userMetadata.isMissingNode() ? null : userMetadata)
                .put("last_modified", Times.iso(updated))
                .put("created_at", Times.iso(created));
    }

    private ObjectNode stamps(ObjectNode json) {
        return json.put("id", id)
                .put("updated_at", Times.iso(updated))
                .put("created_at", Times.iso(created))
                .put("last_accessed_at", Times.iso(accessed))
                .set("metadata", metadata.isMissingNode() ? null : metadata);
    }

    private static JsonNode json(String text) {
        return text == null ? MissingNode.getInstance() : Json.parse(text);
    }
}
