package dev.serai.offline.supabase;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL server of this JVM: the one of {@code -Dlive.postgres=jdbc:postgresql://...}, else one of its own, which
 * ends with the JVM. Each stand-in has a database of its own there.
 */
final class PostgresServer {
    private static final String LIVE = System.getProperty("live.postgres");
    private static final String USER = System.getProperty("live.postgres.user", "postgres");
    private static final String PASSWORD = System.getProperty("live.postgres.password", "postgres");
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final String TEMPLATE = "serai_template_" + PROCESS;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final List<String> EXTENSION_FILES = List.of("vector.control", "vector--0.8.0.sql");
    private static final List<String> SCHEMAS =
            List.of("schema.sql", "auth/schema.sql", "storage/schema.sql", "realtime/schema.sql");
    // The library's 10 s are too short for a machine that is busy with other builds.
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    /** A slot began, or went, between two looks at it. */
    private static final Set<String> CHANGED = Set.of("55006", "42704");

    private static final int MOST_TRIES = 10;
    private static final Set<String> GONE = Set.of("57P01", "57P03", "08001", "08006");
    private static String address;

    private PostgresServer() {}

    /** Makes a database like the template and gives its address. */
    static String createDatabase() throws SQLException {
        var server = address();
        var name = "serai_standin_" + PROCESS + "_" + NEXT.incrementAndGet();
        synchronized (PostgresServer.class) {
            execute(server, "create database " + name + " template " + TEMPLATE);
        }
        return database(server, name);
    }

    static void dropDatabase(String url) throws SQLException {
        var name = url.substring(url.lastIndexOf('/') + 1);
        try (var connection = connect(address());
                var statement = connection.createStatement()) {
            int tries = 1;
            while (!isDropped(statement, name, tries == MOST_TRIES)) {
                tries++;
            }
        } catch (SQLException e) {
            // At the end of the JVM our own server may be gone first, and its databases with it.
            if (LIVE != null || !GONE.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** A slot that a realtime service left would keep the database. */
    private static boolean isDropped(Statement statement, String name, boolean isLast) throws SQLException {
        try {
            statement.execute(
                    "select pg_terminate_backend(active_pid, 10000) from pg_replication_slots where database = '" + name
                            + "' and active");
            statement.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = '"
                    + name + "' and not active");
            statement.execute("drop database if exists " + name + " with (force)");
            return true;
        } catch (SQLException e) {
            if (isLast || !CHANGED.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    static Connection connect(String url) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        // Tests change tables between two calls, and a kept plan would not match them any more.
        properties.setProperty("prepareThreshold", "0");
        return DriverManager.getConnection(url, properties);
    }

    private static synchronized String address() throws SQLException {
        if (address == null) {
            var server = LIVE == null ? start() : LIVE;
            makeTemplate(server);
            address = server;
        }
        return address;
    }

    private static String start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(Scratch.HOME.toFile())
                    .setDataDirectory(Scratch.data())
                    .setPGStartupWait(LONGEST_START)
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("max_replication_slots", "50")
                    .setServerConfig("max_wal_senders", "50")
                    .setServerConfig("fsync", "off")
                    .start();
            addVectorExtension(Scratch.HOME);
            return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; its binaries must be on the class path", e);
        }
    }

    /** The server on the class path has no pgvector; a slow twin in SQL lets the same scripts run on both. */
    private static void addVectorExtension(Path folder) throws IOException {
        try (var unpacked = Files.newDirectoryStream(folder, "PG-*")) {
            for (var server : unpacked) {
                var extensions = server.resolve("share/postgresql/extension");
                for (var file : Files.isDirectory(extensions) ? EXTENSION_FILES : List.<String>of()) {
                    try (var content = PostgresServer.class.getResourceAsStream("pgvector/" + file)) {
                        var fresh = Files.createTempFile(extensions, "serai", ".tmp");
                        Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
                        // Another JVM may read the file at this moment.
                        Files.move(fresh, extensions.resolve(file), StandardCopyOption.ATOMIC_MOVE);
                        extensions.resolve(file).toFile().setReadable(true, false);
                    }
                }
            }
        }
    }

    private static void makeTemplate(String server) throws SQLException {
        execute(server, "drop database if exists " + TEMPLATE);
        execute(server, "create database " + TEMPLATE);
        try (var connection = connect(database(server, TEMPLATE));
                var statement = connection.createStatement()) {
            for (var schema : SCHEMAS) {
                var script = read(schema);
                if (script != null) {
                    statement.execute(script);
                }
            }
        }
        if (LIVE != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::dropTemplate));
        }
    }

    private static void dropTemplate() {
        try {
            execute(LIVE, "drop database if exists " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException("the template " + TEMPLATE + " stays behind", e);
        }
    }

    private static String read(String resource) {
        try (var stream = PostgresServer.class.getResourceAsStream(resource)) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String database(String server, String name) {
        return server.replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*.*", "$1" + name);
    }
}
