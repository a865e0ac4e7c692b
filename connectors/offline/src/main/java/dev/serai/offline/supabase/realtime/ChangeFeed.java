package dev.serai.offline.supabase.realtime;

import dev.serai.offline.supabase.Claims;
import dev.serai.offline.supabase.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads the changes of published tables from a replication slot of its own, by asking again and again. */
final class ChangeFeed implements AutoCloseable {
    /** Gets each change once, on the feed's thread. */
    @FunctionalInterface
    interface Reader {
        void changed(RowChange change, String committed);
    }

    private enum Reach {
        NOTHING,
        /** What the policies let through. */
        SOME,
        ALL
    }

    private static final long PAUSE_MILLIS = 25;
    private static final DateTimeFormatter AT = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]x")
            .toFormatter();

    private final Database database;
    private final Reader reader;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "supabase-realtime");
        made.setDaemon(true);
        return made;
    });
    private final Map<List<String>, Reach> reaches = new HashMap<>();
    private final String slot;
    private CompletableFuture<Void> ready;
    private Connection connection;

    ChangeFeed(Database database, Reader reader) {
        this.database = database;
        this.reader = reader;
        slot = database.url().substring(database.url().lastIndexOf('/') + 1).replaceAll("[^a-z0-9_]", "_")
                + "_realtime";
    }

    /** Completes when every change from now on will be read. */
    synchronized CompletableFuture<Void> start() {
        if (ready == null) {
            ready = CompletableFuture.runAsync(this::makeSlot, thread);
            ready.thenRun(() -> thread.scheduleWithFixedDelay(this::poll, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        }
        return ready;
    }

    private void makeSlot() {
        try {
            connection = database.connect();
            connection.setAutoCommit(true);
            try (var create = connection.prepareStatement(
                    "select pg_create_logical_replication_slot(?, 'test_decoding', true)")) {
                create.setString(1, slot);
                create.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no replication slot: " + e.getMessage(), e);
        }
    }

    private void poll() {
        reaches.clear();
        try (var read = connection.prepareStatement("select data from pg_logical_slot_get_changes(?, null, null,"
                + " 'include-timestamp', '1', 'skip-empty-xacts', '1')")) {
            read.setString(1, slot);
            var transaction = new ArrayList<RowChange>();
            try (var lines = read.executeQuery()) {
                Set<String> published = null;
                while (lines.next()) {
                    var line = lines.getString(1);
                    var change = LogLine.read(line);
                    if (change != null) {
                        transaction.add(change);
                    } else if (line.startsWith("COMMIT")) {
                        published = published == null ? published() : published;
                        tell(transaction, published, committed(line));
                        transaction.clear();
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            // the timer must go on: what follows may be read again
            System.getLogger(ChangeFeed.class.getName()).log(System.Logger.Level.WARNING, "realtime: " + e, e);
        }
    }

    private void tell(List<RowChange> transaction, Set<String> published, String committed) throws SQLException {
        for (var change : transaction) {
            if (published.contains(change.schema() + "." + change.table())) {
                fitBefore(change);
                reader.changed(change, committed);
            }
        }
    }

    /** The tables of the publication, on the feed's thread. */
    CompletableFuture<Set<String>> tables() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return published();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                thread);
    }

    private Set<String> published() throws SQLException {
        try (var query = connection.prepareStatement(
                        "select schemaname || '.' || tablename from pg_publication_tables where pubname = 'supabase_realtime'");
                var rows = query.executeQuery()) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static String committed(String line) {
        var at = line.substring(line.indexOf("(at ") + 4, line.length() - 1);
        return OffsetDateTime.parse(at, AT).toInstant().toString();
    }

    /** Whether who asks may select the row. Called on the feed's thread. */
    boolean visible(RowChange change, Claims claims) {
        if (claims.isService()) {
            return true;
        }
        try {
            return switch (reach(change, claims.role())) {
                case NOTHING -> false;
                case ALL -> true;
                case SOME ->
                    database.as(claims, asked -> selects(asked, change)).join();
            };
        } catch (SQLException | CompletionException e) {
            return false;
        }
    }

    /** What a role sees of a table. Asked once for all changes that are read together. */
    private Reach reach(RowChange change, String role) throws SQLException {
        var key = List.of(role, change.schema(), change.table(), change.type());
        var known = reaches.get(key);
        if (known != null) {
            return known;
        }
        var sql = "select has_table_privilege(?, oid, 'select'), relrowsecurity from pg_class where oid = ?::regclass";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, role);
            query.setString(2, quoted(change.schema()) + "." + quoted(change.table()));
            try (var rows = query.executeQuery()) {
                // of a deleted row only the grant on the table is asked, as the real service does
                var found = !rows.next() || !rows.getBoolean(1)
                        ? Reach.NOTHING
                        : rows.getBoolean(2) && !change.type().equals("DELETE") ? Reach.SOME : Reach.ALL;
                reaches.put(key, found);
                return found;
            }
        }
    }

    private boolean selects(Connection asked, RowChange change) throws SQLException {
        var table = quoted(change.schema()) + "." + quoted(change.table());
        var keys = keys(asked, table);
        var values = keys.stream().map(key -> change.row().path(key).asText()).toList();
        var same = keys.stream().map(key -> quoted(key) + "::text = ?").collect(Collectors.joining(" and "));
        // without a key the row is not found again, and what isn't sure to be visible is not told
        return !keys.isEmpty() && exists(asked, "select 1 from " + table + " where " + same, values);
    }

    private static boolean isGuarded(Connection asked, String table) throws SQLException {
        return exists(asked, "select 1 from pg_class where oid = ?::regclass and relrowsecurity", List.of(table));
    }

    private static boolean exists(Connection asked, String sql, List<String> values) throws SQLException {
        try (var query = asked.prepareStatement(sql)) {
            for (var i = 0; i < values.size(); i++) {
                query.setString(i + 1, values.get(i));
            }
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<String> keys(Connection asked, String table) throws SQLException {
        try (var query = asked.prepareStatement("select a.attname from pg_index i join pg_attribute a"
                + " on a.attrelid = i.indrelid and a.attnum = any(i.indkey)"
                + " where i.indrelid = ?::regclass and i.indisprimary order by a.attnum")) {
            query.setString(1, table);
            try (var rows = query.executeQuery()) {
                var names = new ArrayList<String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    /**
     * The log has the old key only where it was changed; the real service gives it always. Of a deleted row it gives no
     * more than the key where policies hold, since they can no longer be asked.
     */
    private void fitBefore(RowChange change) throws SQLException {
        var table = quoted(change.schema()) + "." + quoted(change.table());
        if (change.type().equals("UPDATE") && change.before().isEmpty()) {
            keys(connection, table)
                    .forEach(key -> change.before().set(key, change.row().path(key)));
        } else if (change.type().equals("DELETE") && isGuarded(connection, table)) {
            change.before().retain(keys(connection, table));
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the realtime feed doesn't end");
            }
            if (connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the realtime feed's connection cannot be closed", e);
        }
    }
}
