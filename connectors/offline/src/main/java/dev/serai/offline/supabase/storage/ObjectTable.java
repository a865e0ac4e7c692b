package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What the handlers do with storage.objects, as whoever the connection acts for. */
final class ObjectTable {
    /** A row to write. */
    record Row(String bucket, String name, String owner, String version, JsonNode metadata, JsonNode userMetadata) {}

    private static final String INSERT = """
            insert into storage.objects (bucket_id, name, owner, owner_id, version, metadata, user_metadata)
            values (?, ?, ?::uuid, ?, ?, ?::jsonb, ?::jsonb)
            """;
    private static final String UPSERT = INSERT + """
            on conflict (bucket_id, name) do update set version = excluded.version, metadata = excluded.metadata,
                user_metadata = excluded.user_metadata, owner = excluded.owner, owner_id = excluded.owner_id,
                updated_at = clock_timestamp()
            """;

    private ObjectTable() {}

    /** The object, or null where there is none that the caller may see. */
    static StoredObject find(Connection connection, String bucket, String name) throws SQLException {
        var found = find(connection, bucket, List.of(name));
        return found.isEmpty() ? null : found.get(0);
    }

    static StoredObject require(Connection connection, String bucket, String name) throws SQLException {
        var object = find(connection, bucket, name);
        if (object == null) {
            throw StorageError.noSuchKey();
        }
        return object;
    }

    static List<StoredObject> find(Connection connection, String bucket, Collection<String> names) throws SQLException {
        var sql = "select * from storage.objects where bucket_id = ? and name = any(?)";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, bucket);
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            return read(query.executeQuery());
        }
    }

    /** Writes a row; without upsert one that is there already is an error of the database. */
    static void write(Connection connection, Row row, boolean upsert) throws SQLException {
        try (var insert = connection.prepareStatement(upsert ? UPSERT : INSERT)) {
            insert.setString(1, row.bucket());
            insert.setString(2, row.name());
            insert.setString(3, uuid(row.owner()));
            insert.setString(4, row.owner());
            insert.setString(5, row.version());
            insert.setString(6, text(row.metadata()));
            insert.setString(7, text(row.userMetadata()));
            insert.executeUpdate();
        }
    }

    /** Fails where a row could not be written, and leaves nothing behind. */
    static void tryToWrite(Connection connection, Row row, boolean upsert) throws SQLException {
        var before = connection.setSavepoint();
        write(connection, row, upsert);
        connection.rollback(before);
    }

    /** Gives an object another name; true where the caller may. */
    static boolean move(Connection connection, StoredObject object, String bucket, String name) throws SQLException {
        var sql = """
                update storage.objects set bucket_id = ?, name = ?, updated_at = clock_timestamp()
                where bucket_id = ? and name = ?
                """;
        try (var update = connection.prepareStatement(sql)) {
            update.setString(1, bucket);
            update.setString(2, name);
            update.setString(3, object.bucket());
            update.setString(4, object.name());
            return update.executeUpdate() > 0;
        }
    }

    /** Deletes those of the objects that the caller may delete, and returns them. */
    static List<StoredObject> delete(Connection connection, String bucket, Collection<String> names)
            throws SQLException {
        var sql = "delete from storage.objects where bucket_id = ? and name = any(?) returning *";
        try (var delete = connection.prepareStatement(sql)) {
            delete.setString(1, bucket);
            delete.setArray(2, connection.createArrayOf("text", names.toArray()));
            return read(delete.executeQuery());
        }
    }

    static List<StoredObject> deleteAll(Connection connection, String bucket) throws SQLException {
        try (var delete = connection.prepareStatement("delete from storage.objects where bucket_id = ? returning *")) {
            delete.setString(1, bucket);
            return read(delete.executeQuery());
        }
    }

    static boolean any(Connection connection, String bucket) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from storage.objects where bucket_id = ? limit 1")) {
            query.setString(1, bucket);
            return query.executeQuery().next();
        }
    }

    /** The text where it is a UUID, and null where an owner is named in another way. */
    static String uuid(String text) {
        try {
            return text == null ? null : UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(JsonNode json) {
        return json == null || json.isMissingNode() || json.isNull() ? null : json.toString();
    }

    static List<StoredObject> read(ResultSet rows) throws SQLException {
        var objects = new ArrayList<StoredObject>();
        while (rows.next()) {
            objects.add(StoredObject.of(rows));
        }
        return objects;
    }
}
