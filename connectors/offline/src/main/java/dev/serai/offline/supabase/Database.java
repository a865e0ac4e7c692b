package dev.serai.offline.supabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stand-in's database. Work is done on a few threads of its own; what waits for it gets its failure as a
 * {@link java.util.concurrent.CompletionException} with the {@link SQLException} as its cause.
 */
public final class Database implements AutoCloseable {
    private static final int THREADS = 6;

    private final SupabaseSettings settings;
    private final String url;
    private final ExecutorService workers;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();

    private Database(SupabaseSettings settings, String url) {
        this.settings = settings;
        this.url = url;
        var number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "supabase-database-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    static Database create(SupabaseSettings settings) {
        try {
            return new Database(settings, PostgresServer.createDatabase());
        } catch (SQLException e) {
            throw new IllegalStateException("the stand-in's database cannot be made: " + e.getMessage(), e);
        }
    }

    /** Runs work as the owner of the database. */
    public <T> CompletableFuture<T> work(SqlWork<T> work) {
        return submit(work);
    }

    /** Runs work as the role of who asks, so that grants and policies hold. */
    public <T> CompletableFuture<T> as(Claims claims, SqlWork<T> work) {
        return as(claims, Map.of(), work);
    }

    /** Runs work as the role of who asks, with further settings for the transaction. */
    public <T> CompletableFuture<T> as(Claims claims, Map<String, String> context, SqlWork<T> work) {
        return submit(connection -> {
            try (var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
                // So that a token can't choose a role that no project would let it have.
                set(statement, "session_authorization", "authenticator");
                for (var setting : context.entrySet()) {
                    set(statement, setting.getKey(), setting.getValue());
                }
                set(statement, "request.jwt.claims", claims.json());
                set(statement, "statement_timeout", settings.statementTimeout().toMillis() + "ms");
                // Last: from here on the role's rights hold.
                set(statement, "role", claims.role());
            }
            return work.run(connection);
        });
    }

    /** A connection of the owner's, for a service that needs one of its own; the caller closes it. */
    public Connection connect() throws SQLException {
        return PostgresServer.connect(url);
    }

    /** The address of this database, for JDBC. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            // Ends statements that still run, and so the threads that wait for them.
            PostgresServer.dropDatabase(url);
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("work in the stand-in's database doesn't end");
            }
            for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the stand-in's database cannot be dropped: " + e.getMessage(), e);
        }
    }

    private <T> CompletableFuture<T> submit(SqlWork<T> work) {
        var result = new CompletableFuture<T>();
        workers.execute(() -> {
            try {
                result.complete(inTransaction(work));
            } catch (SQLException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private <T> T inTransaction(SqlWork<T> work) throws SQLException {
        var connection = connection();
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            giveBack(connection, e);
            throw e;
        }
        idle.addFirst(connection);
        return result;
    }

    private Connection connection() throws SQLException {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (connection.isValid(1)) {
                return connection;
            }
            connection.close();
        }
        var connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void giveBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            idle.addFirst(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            close(connection, failure);
        }
    }

    private static void close(Connection connection, Throwable failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void set(java.sql.PreparedStatement statement, String name, String value) throws SQLException {
        statement.setString(1, name);
        statement.setString(2, value);
        statement.execute();
    }
}
