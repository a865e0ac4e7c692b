package dev.serai.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.OS;

/** A PostgreSQL server for all tests: the one of {@code -Dlive.postgres=jdbc:postgresql://...}, else one of its own. */
public final class PostgresServer {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String LIVE = System.getProperty("live.postgres");
    private static String address;

    private PostgresServer() {}

    public static boolean isLive() {
        return LIVE != null;
    }

    /** Settings for a new, empty database. */
    public static Map<String, String> database() {
        return Map.of("url", create(), "user", user(), "password", password());
    }

    public static String user() {
        return System.getProperty("live.postgres.user", "postgres");
    }

    public static String password() {
        return System.getProperty("live.postgres.password", "postgres");
    }

    private static String create() {
        var server = address();
        var name = "serai_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();
        try (var connection = DriverManager.getConnection(server, user(), password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return server.replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name);
    }

    private static synchronized String address() {
        if (address == null) {
            address = isLive() ? LIVE : start();
        }
        return address;
    }

    private static String start() {
        // The server's binaries on the class path are for this system; on another one a live server takes its place.
        assumeTrue(
                OS.LINUX.isCurrentOs() && System.getProperty("os.arch").equals("amd64"),
                "needs Linux on amd64, or a server in -Dlive.postgres");
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new AssertionError("PostgreSQL does not start", e);
        }
    }
}
