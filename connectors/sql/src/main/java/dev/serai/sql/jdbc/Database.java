package dev.serai.sql.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/**
 * A database whose tables are there. JDBC blocks, so all of it happens on threads of its own, and nobody may block in
 * what follows a stage: it would keep others from the database.
 */
public final class Database {

    private final Dialect dialect;
    private final String prefix;
    private final Workers workers;
    private final Transactions transactions;
    private final Runnable closing;

    /**
     * @param prefix what stands before the name of a table
     * @param closing closes what the database was opened with
     */
    Database(DataSource source, Dialect dialect, String prefix, int threads, Runnable closing) throws SQLException {
        this.dialect = dialect;
        this.prefix = prefix;
        this.closing = closing;
        this.transactions = new Transactions(source, dialect);
        this.workers = new Workers(threads);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The statement with the schema's name in the place of <code>{schema}</code>. */
    public String sql(String statement) {
        return statement.replace("{schema}", prefix);
    }

    /** Writes that share transactions. */
    public Lane lane() {
        return new Lane(workers, transactions);
    }

    public <T> CompletionStage<T> read(Work<T> work) {
        return submit(() -> transactions.read(work));
    }

    /** Does the work in a transaction of its own, again when another transaction got in the way. */
    public <T> CompletionStage<T> write(Work<T> work) {
        return submit(() -> transactions.write(work));
    }

    private <T> CompletionStage<T> submit(Task<T> task) {
        var stage = new CompletableFuture<T>();
        try {
            workers.execute(() -> {
                try {
                    stage.complete(task.call());
                } catch (SQLException | RuntimeException | Error e) {
                    stage.completeExceptionally(Failures.of(e));
                }
            });
        } catch (RuntimeException e) {
            stage.completeExceptionally(e);
        }
        return stage;
    }

    void close() {
        workers.close();
        closing.run();
    }

    @FunctionalInterface
    private interface Task<T> {
        T call() throws SQLException;
    }
}
