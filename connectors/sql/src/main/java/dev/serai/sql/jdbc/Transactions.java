package dev.serai.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does work as a whole or not at all, and durably. */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 8;

    private final DataSource source;
    private final boolean isolates;
    private final boolean syncs;

    Transactions(DataSource source, Dialect dialect) throws SQLException {
        this.source = source;
        try (var connection = source.getConnection()) {
            isolates = connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED;
            syncs = dialect == Dialect.H2 && canSync(connection);
        }
    }

    /** H2 writes a commit to its file after half a second, unless it is told to at once. */
    private static boolean canSync(Connection connection) {
        try {
            Jdbc.execute(connection, "CHECKPOINT SYNC");
            return true;
        } catch (SQLException e) {
            LOG.warn("The H2 user is no administrator: a crash can lose the last half second of what was kept");
            return false;
        }
    }

    /** Reads, without a transaction. */
    <T> T read(Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        }
    }

    /** Does the work in a transaction, again when another transaction got in the way. */
    <T> T write(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !Failures.isCollision(e)) {
                    throw e;
                }
                LOG.debug("Transaction lost against another one: {}", Failures.text(e));
            }
        }
    }

    /** Does the work in a transaction. */
    <T> T once(Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            var isolation = isolate(connection);
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                if (syncs) {
                    Jdbc.execute(connection, "CHECKPOINT SYNC");
                }
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection, isolation);
            }
        }
    }

    /** The statements here count on seeing what was committed while they waited for a lock. */
    private int isolate(Connection connection) throws SQLException {
        if (!isolates) {
            return Connection.TRANSACTION_READ_COMMITTED;
        }
        var before = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return before;
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void restore(Connection connection, int isolation) {
        try {
            connection.setAutoCommit(true);
            if (isolates) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            LOG.debug("Connection is given back as it is: {}", Failures.text(e));
        }
    }
}
