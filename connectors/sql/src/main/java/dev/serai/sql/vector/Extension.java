package dev.serai.sql.vector;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.sql.jdbc.Failures;
import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL's extension for vectors, in the version that the database has. */
record Extension(int major, int minor) {

    private static final String NO_RIGHT = "42501";

    /** The extension, which is created if that is needed and allowed. */
    static Extension of(Connection connection) throws SQLException {
        var there = version(connection);
        if (there.isEmpty()) {
            create(connection);
            there = version(connection);
        }
        var extension =
                there.orElseThrow(() -> new SqlException(SqlError.NO_EXTENSION, "the database has no pgvector"));
        if (!extension.isAtLeast(0, 5)) {
            throw new SqlException(
                    SqlError.NO_EXTENSION,
                    "the database has pgvector " + extension.major + "." + extension.minor + ", and 0.5 is needed",
                    "Install a newer one and run ALTER EXTENSION vector UPDATE.",
                    null);
        }
        return extension;
    }

    static Extension parse(String version) {
        var parts = version.split("\\D+");
        return new Extension(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    private static Optional<Extension> version(Connection connection) throws SQLException {
        return Jdbc.first(
                connection,
                "SELECT extversion FROM pg_extension WHERE extname = 'vector'",
                row -> parse(row.getString(1)));
    }

    private static void create(Connection connection) throws SQLException {
        var available =
                Jdbc.first(connection, "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'", row -> true);
        if (available.isEmpty()) {
            throw new SqlException(SqlError.NO_EXTENSION, "the server has no pgvector");
        }
        try {
            Jdbc.execute(connection, "CREATE EXTENSION IF NOT EXISTS vector");
        } catch (SQLException e) {
            var fact = Failures.state(e).equals(NO_RIGHT)
                    ? "the database's user may not create the extension vector"
                    : "the extension vector cannot be created: " + Failures.text(e);
            throw new SqlException(SqlError.NO_EXTENSION, fact, e);
        }
    }

    boolean hasHalfVectors() {
        return isAtLeast(0, 7);
    }

    boolean iterates() {
        return isAtLeast(0, 8);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
    }
}
