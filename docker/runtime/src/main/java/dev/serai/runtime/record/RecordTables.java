package dev.serai.runtime.record;

import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The tables, and who writes into them. Each process has a number of its own, so that one that comes later knows whose
 * runs were broken off: of an H2 file only one process can be the user, in PostgreSQL each says from time to time that it
 * lives. The database's clock counts, so those of the processes need not agree.
 */
final class RecordTables {

    static final Duration SILENT = Duration.ofSeconds(30);

    private static final String DUPLICATE = "23";
    private static final int PARTS = 100_000;

    private static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    private static final String SILENT_SINCE = NOW + " - " + SILENT.toMillis();

    private final DataSource source;
    /** Tells this process from another one that took its number. */
    private final long token = UUID.randomUUID().getMostSignificantBits();

    private boolean alone;

    RecordTables(DataSource source) {
        this.source = source;
    }

    /** @return what gives numbers to this process's runs */
    RunIds open() throws SQLException {
        try (var connection = source.getConnection()) {
            var meta = connection.getMetaData();
            var h2 = meta.getDatabaseProductName().equals("H2");
            alone = h2 && !meta.getURL().matches("(?i)jdbc:h2:(tcp|ssl):.*");
            create(connection, h2 ? "VARBINARY(16000000)" : "BYTEA");
            var owner = claim(connection);
            var highest = Jdbc.first(connection, "SELECT MAX(id) FROM serai_record", row -> row.getLong(1))
                    .orElse(0L);
            return new RunIds(owner, highest);
        }
    }

    /** Whether no other process can write into the tables. */
    boolean isAlone() {
        return alone;
    }

    private static void create(Connection connection, String bytes) throws SQLException {
        for (var statement : List.of(
                "CREATE TABLE IF NOT EXISTS serai_record (id BIGINT PRIMARY KEY, owner INT NOT NULL,"
                        + " workflow VARCHAR(255) NOT NULL, origin VARCHAR(1000), state VARCHAR(8) NOT NULL,"
                        + " began BIGINT NOT NULL, ended BIGINT, steps INT NOT NULL, lost INT NOT NULL,"
                        + " prompt_tokens BIGINT NOT NULL, output_tokens BIGINT NOT NULL, input VARCHAR(500),"
                        + " output VARCHAR(500), error VARCHAR(4000), again_of BIGINT, again_step BIGINT,"
                        + " bytes BIGINT NOT NULL, parts VARCHAR(" + PARTS + ") NOT NULL, agents VARCHAR("
                        + Run.MOST_AGENTS + "))",
                "CREATE TABLE IF NOT EXISTS serai_record_part (id BIGINT PRIMARY KEY, data " + bytes + " NOT NULL)",
                "CREATE TABLE IF NOT EXISTS serai_record_owner (id INT PRIMARY KEY, seen BIGINT NOT NULL)",
                "ALTER TABLE serai_record_owner ADD COLUMN IF NOT EXISTS token BIGINT DEFAULT 0 NOT NULL")) {
            Jdbc.execute(connection, statement);
        }
    }

    private int claim(Connection connection) throws SQLException {
        if (alone) {
            Jdbc.update(connection, "DELETE FROM serai_record_owner");
        }
        for (int owner = 0; owner < RunIds.OWNERS; owner++) {
            if (isMine(connection, owner)) {
                // Whoever had the number before is gone.
                Jdbc.update(
                        connection,
                        "UPDATE serai_record SET state = 'stopped' WHERE state = 'running'"
                                + (alone ? "" : " AND owner = " + owner));
                return owner;
            }
        }
        throw new RecordException(RecordError.STORE_FAILED, RunIds.OWNERS + " processes record into this database");
    }

    private boolean isMine(Connection connection, int owner) throws SQLException {
        var taken = Jdbc.update(
                connection,
                "UPDATE serai_record_owner SET seen = " + NOW + ", token = ? WHERE id = ? AND seen < " + SILENT_SINCE,
                token,
                owner);
        if (taken == 1) {
            return true;
        }
        try {
            return Jdbc.update(
                            connection,
                            "INSERT INTO serai_record_owner (id, seen, token) SELECT CAST(? AS INT), " + NOW
                                    + ", CAST(? AS BIGINT) WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM serai_record_owner WHERE id = ?)",
                            owner,
                            token,
                            owner)
                    == 1;
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(DUPLICATE)) {
                return false;
            }
            throw e;
        }
    }

    /** Says that this process lives, and looks for others that don't. */
    void live(RunIds ids) throws SQLException {
        if (alone) {
            return;
        }
        try (var connection = source.getConnection()) {
            int known = Jdbc.update(
                    connection,
                    "UPDATE serai_record_owner SET seen = " + NOW + " WHERE id = ? AND token = ?",
                    ids.owner(),
                    token);
            if (known == 0) {
                // It was silent for too long, and another process has its number.
                ids.own(claim(connection));
            }
            Jdbc.update(
                    connection,
                    "UPDATE serai_record SET state = 'stopped' WHERE state = 'running' AND owner IN"
                            + " (SELECT id FROM serai_record_owner WHERE seen < " + SILENT_SINCE + ")");
        }
    }

    /** Others may have the number. */
    void leave(int owner) throws SQLException {
        try (var connection = source.getConnection()) {
            Jdbc.update(connection, "UPDATE serai_record_owner SET seen = 0 WHERE id = ? AND token = ?", owner, token);
        }
    }
}
