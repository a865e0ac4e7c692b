package dev.serai.sql.jdbc;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to what the code expects. Processes that start at once take turns. Scripts only add and can be run
 * again: H2 commits each statement that changes tables, so a script may have been stopped half-way.
 */
final class Migrations {

    /** The number of the last script. */
    static final int LATEST = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String HISTORY = "serai_schema_history";
    private static final long LOCK = 0x5e7a1_0001L;

    private final DataSource source;
    private final String schema;
    private final String prefix;

    Migrations(DataSource source, Settings settings) {
        this.source = source;
        this.schema = settings.schema();
        this.prefix = settings.prefix();
    }

    Dialect run() throws SQLException {
        try (var connection = source.getConnection()) {
            var dialect = Dialect.of(connection);
            // A database that is as it should be needs no right to create tables.
            if (version(connection) != LATEST) {
                migrate(connection, dialect);
            }
            return dialect;
        }
    }

    private void migrate(Connection connection, Dialect dialect) throws SQLException {
        // One class loader's applications share H2's engine; PostgreSQL has a lock for all processes.
        synchronized (Migrations.class) {
            connection.setAutoCommit(false);
            try {
                if (dialect == Dialect.POSTGRESQL) {
                    Jdbc.list(connection, "SELECT pg_advisory_xact_lock(?)", row -> 0, LOCK);
                }
                upgrade(connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw failed(e);
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void upgrade(Connection connection) throws SQLException {
        var version = version(connection);
        if (version > LATEST) {
            throw new SqlException(
                    SqlError.NEWER_DATABASE, "the tables have version " + version + ", this is version " + LATEST);
        }
        if (schema != null) {
            Jdbc.execute(connection, "CREATE SCHEMA IF NOT EXISTS \"" + schema + '"');
        }
        Jdbc.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + prefix + HISTORY
                        + " (version INT PRIMARY KEY, installed TIMESTAMP WITH TIME ZONE NOT NULL)");
        for (int next = version + 1; next <= LATEST; next++) {
            for (var statement : script(next)) {
                Jdbc.execute(connection, statement);
            }
            Jdbc.update(
                    connection,
                    "INSERT INTO " + prefix + HISTORY + " (version, installed) VALUES (?, ?)",
                    next,
                    Instant.now());
            LOG.info("Tables brought to version {}", next);
        }
    }

    /** 0 for an empty database. */
    private int version(Connection connection) throws SQLException {
        var known = Jdbc.first(
                connection,
                "SELECT 1 FROM information_schema.tables WHERE LOWER(table_name) = '" + HISTORY
                        + "' AND table_schema = " + (schema == null ? "CURRENT_SCHEMA" : "CAST(? AS VARCHAR)"),
                row -> 1,
                schema == null ? new Object[0] : new Object[] {schema});
        return known.isEmpty()
                ? 0
                : Jdbc.first(connection, "SELECT MAX(version) FROM " + prefix + HISTORY, row -> row.getInt(1))
                        .orElse(0);
    }

    private List<String> script(int number) {
        var name = "/dev/serai/sql/migrations/%03d.sql".formatted(number);
        try (var in = Migrations.class.getResourceAsStream(name)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{schema}", prefix);
            return Arrays.stream(text.split(";\\s*\n"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        var known = Failures.of(e);
        return known.code() == SqlError.FAILED
                ? new SqlException(SqlError.MIGRATION_FAILED, "the tables cannot be made: " + Failures.text(e), e)
                : known;
    }
}
