package dev.serai.offline.supabase.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements behind lists: keys that go on below a folder are shown as that folder, once. */
final class Listing {
    /** A folder to list; the prefix is empty or ends with a slash. */
    record Folder(
            String bucket, String prefix, String search, int limit, int offset, String column, boolean descending) {}

    /**
     * A line of a list.
     *
     * @param sorted the value of the column that is sorted by, as text
     */
    record Entry(boolean folder, String name, String sorted, StoredObject object) {}

    private static final String IN_FOLDER = """
            with found as (
                select *, substr(name, length(?) + 1) as rest from storage.objects
                where bucket_id = ? and starts_with(lower(name), lower(?))
            )
            select true as folder, entry, null::text as sorted, (null::storage.objects).* from (
                select distinct split_part(rest, '/', 1) as entry from found where strpos(rest, '/') > 0
            ) folders
            union all
            select false, rest, null, %s from found where strpos(rest, '/') = 0
            """;
    private static final String PAGE = """
            with found as (
                select *, substr(name, length(?) + 1) as rest from storage.objects
                where bucket_id = ? and starts_with(name, ?)
            ), entries as (
                select true as folder, ? || split_part(rest, '/', 1) || '/' as entry, min(%2$s)::text as sorted,
                    (null::storage.objects).* from found where ? and strpos(rest, '/') > 0 group by 2
                union all
                select false, name, %2$s::text, %1$s from found where not ? or strpos(rest, '/') = 0
            )
            select * from entries
            """;
    private static final String COLUMNS = "id, bucket_id, name, owner, owner_id, created_at, updated_at,"
            + " last_accessed_at, metadata, path_tokens, version, user_metadata";

    private Listing() {}

    static List<Entry> folder(Connection connection, Folder asked) throws SQLException {
        var direction = asked.descending() ? " desc" : "";
        var byName = "lower(entry) collate \"C\"" + direction;
        // The column is one of those that the handler knows.
        var order =
                asked.column().equals("name") ? byName : "folder desc, " + asked.column() + direction + ", " + byName;
        var sql =
                "select * from (" + IN_FOLDER.formatted(COLUMNS) + ") entries order by " + order + " limit ? offset ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, asked.prefix());
            query.setString(2, asked.bucket());
            query.setString(3, asked.prefix() + asked.search());
            query.setInt(4, asked.limit());
            query.setInt(5, asked.offset());
            return read(query);
        }
    }

    static List<Entry> page(
            Connection connection, String bucket, String prefix, boolean delimited, int limit, ListCursor start)
            throws SQLException {
        var sorted = start.column().equals("name") ? "name collate \"C\"" : start.column();
        var direction = start.descending() ? " desc" : "";
        var sql = PAGE.formatted(COLUMNS, sorted) + condition(start) + " order by "
                + (start.column().equals("name") ? "" : "sorted::timestamptz" + direction + ", ")
                + "entry collate \"C\"" + direction + " limit ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, prefix);
            query.setString(2, bucket);
            query.setString(3, prefix);
            query.setString(4, prefix);
            query.setBoolean(5, delimited);
            query.setBoolean(6, delimited);
            var next = 7;
            if (start.name() != null) {
                if (start.value() != null) {
                    query.setString(next++, start.value());
                }
                query.setString(next++, start.name());
            }
            query.setInt(next, limit);
            return read(query);
        }
    }

    private static String condition(ListCursor start) {
        if (start.name() == null) {
            return "";
        }
        var comparison = start.descending() ? " < " : " > ";
        return start.value() == null
                ? "where entry collate \"C\"" + comparison + "?"
                : "where (sorted::timestamptz, entry collate \"C\")" + comparison + "(?::timestamptz, ? collate \"C\")";
    }

    private static List<Entry> read(PreparedStatement query) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getBoolean("folder"),
                        rows.getString("entry"),
                        rows.getString("sorted"),
                        StoredObject.of(rows)));
            }
        }
        return entries;
    }
}
