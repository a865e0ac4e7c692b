package dev.serai.offline.supabase.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the handlers do with storage.buckets, as whoever the connection acts for. */
final class BucketTable {
    /** What a change of a bucket leaves alone is absent. */
    record Change(Boolean open, boolean limits, Long sizeLimit, boolean types, List<String> mimeTypes) {}

    record Page(int limit, int offset, String search, String column, boolean descending) {}

    private BucketTable() {}

    /** The bucket, or null where there is none that the caller may see. */
    static Bucket find(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select * from storage.buckets where id = ?")) {
            query.setString(1, id);
            var buckets = read(query.executeQuery());
            return buckets.isEmpty() ? null : buckets.get(0);
        }
    }

    static Bucket require(Connection connection, String id) throws SQLException {
        var bucket = find(connection, id);
        if (bucket == null) {
            throw StorageError.noSuchBucket();
        }
        return bucket;
    }

    static List<Bucket> list(Connection connection, Page page) throws SQLException {
        // The column is one of four that the handler knows.
        var sql = "select * from storage.buckets where name ilike '%' || ? || '%' order by " + page.column()
                + (page.descending() ? " desc" : "") + " limit ? offset ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(
                    1, page.search().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
            query.setInt(2, page.limit());
            query.setInt(3, page.offset());
            return read(query.executeQuery());
        }
    }

    static void insert(
            Connection connection, String id, String name, String owner, boolean open, Long limit, List<String> types)
            throws SQLException {
        var sql = """
                insert into storage.buckets (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
                values (?, ?, ?::uuid, ?, ?, ?, ?)
                """;
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, name);
            insert.setString(3, ObjectTable.uuid(owner));
            insert.setString(4, owner);
            insert.setBoolean(5, open);
            insert.setObject(6, limit, java.sql.Types.BIGINT);
            insert.setArray(7, types == null ? null : connection.createArrayOf("text", types.toArray()));
            insert.executeUpdate();
        }
    }

    /** True where the caller may change the bucket. */
    static boolean update(Connection connection, String id, Change change) throws SQLException {
        var sql = """
                update storage.buckets set public = coalesce(?, public),
                    file_size_limit = case when ? then ? else file_size_limit end,
                    allowed_mime_types = case when ? then ? else allowed_mime_types end,
                    updated_at = clock_timestamp()
                where id = ?
                """;
        try (var update = connection.prepareStatement(sql)) {
            update.setObject(1, change.open(), java.sql.Types.BOOLEAN);
            update.setBoolean(2, change.limits());
            update.setObject(3, change.sizeLimit(), java.sql.Types.BIGINT);
            update.setBoolean(4, change.types());
            var types = change.mimeTypes();
            update.setArray(5, types == null ? null : connection.createArrayOf("text", types.toArray()));
            update.setString(6, id);
            return update.executeUpdate() > 0;
        }
    }

    static boolean delete(Connection connection, String id) throws SQLException {
        try (var delete = connection.prepareStatement("delete from storage.buckets where id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    private static List<Bucket> read(ResultSet rows) throws SQLException {
        var buckets = new ArrayList<Bucket>();
        while (rows.next()) {
            buckets.add(Bucket.of(rows));
        }
        return buckets;
    }
}
