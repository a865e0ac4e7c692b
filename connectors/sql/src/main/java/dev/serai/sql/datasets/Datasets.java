package dev.serai.sql.datasets;

import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Keeps the rows of files as tables that a model may query. A bean for routes: each file becomes a table with typed
 * columns, in a schema of its own. Queries come from a model, so they run as a user of the database that can read these
 * tables and do nothing else. H2 answers them within this process, where a query may still use up the memory.
 */
public final class Datasets implements CamelContextAware, AutoCloseable {

    private CamelContext context;
    private int maxRows = 100;
    private int timeout = 10;
    private Database database;
    private Reading reading;
    private CompletionStage<?> last = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> prepared;

    /** Makes these rows all that is known of a source; gives the table's name. */
    public CompletionStage<String> replace(String source, List<Map<String, Object>> rows) {
        if (source == null || source.isBlank()) {
            throw new DatasetException(DatasetError.NO_SOURCE, "the rows have no source");
        }
        return inTurn(tables -> tables.replace(source, rows));
    }

    /** Forgets a source. */
    public CompletionStage<Boolean> remove(String source) {
        return inTurn(tables -> tables.remove(source));
    }

    /** The tables with their sources, columns and numbers of rows: what a model must know to write a query. */
    public CompletionStage<List<Map<String, Object>>> list() {
        return prepared()
                .thenCompose(ready ->
                        database().read(connection -> tables(connection).list()));
    }

    /** The rows that one SELECT gives, at most {@code maxRows}. */
    public CompletionStage<List<Map<String, Object>>> query(String sql) {
        var statement = Statements.onlyQuery(sql);
        return prepared()
                .thenCompose(ready -> database().read(connection -> reading().query(connection, statement)));
    }

    /** One after the other: two at once would make the same tables. */
    private synchronized <T> CompletionStage<T> inTurn(Change<T> change) {
        var next = prepared()
                .thenCombine(last.handle((done, error) -> null), (ready, before) -> null)
                .thenCompose(free -> database().write(connection -> change.apply(tables(connection))));
        last = next;
        return next;
    }

    private synchronized CompletableFuture<Void> prepared() {
        if (prepared == null || prepared.isCompletedExceptionally()) {
            prepared = database()
                    .<Void>write(connection -> {
                        tables(connection).prepare();
                        return null;
                    })
                    .toCompletableFuture();
        }
        return prepared;
    }

    private Tables tables(Connection connection) {
        return new Tables(database().dialect(), connection);
    }

    private interface Change<T> {
        T apply(Tables tables) throws SQLException;
    }

    private synchronized Database database() {
        if (database == null) {
            database = Databases.acquire(context);
        }
        return database;
    }

    private synchronized Reading reading() {
        if (reading == null) {
            reading = new Reading(database().dialect(), maxRows, timeout);
        }
        return reading;
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database = null;
            prepared = null;
            Databases.release(context);
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    /** How many rows a query gives at most. */
    public void setMaxRows(int maxRows) {
        this.maxRows = maxRows;
    }

    /** How many seconds a query may take. */
    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }
}
