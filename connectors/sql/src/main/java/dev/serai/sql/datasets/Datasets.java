package dev.serai.sql.datasets;

import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Databases;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Keeps the rows of files as tables that a model may query. A bean for routes: each file becomes a table with typed
 * columns, in a schema of its own. Queries come from a model, so they run as a user of the database that can read these
 * tables and do nothing else.
 */
public final class Datasets implements CamelContextAware, AutoCloseable {

    private CamelContext context;
    private int maxRows = 100;
    private int timeout = 10;
    private Database database;
    private Reading reading;

    /** Makes these rows all that is known of a source; gives the table's name. */
    public CompletionStage<String> replace(String source, List<Map<String, Object>> rows) {
        if (source == null || source.isBlank()) {
            throw new DatasetException(DatasetError.NO_SOURCE, "the rows have no source");
        }
        var columns = Columns.of(rows);
        return database()
                .write(connection -> new Tables(database().dialect(), connection).replace(source, columns, rows));
    }

    /** Forgets a source. */
    public CompletionStage<Boolean> remove(String source) {
        return database().write(connection -> new Tables(database().dialect(), connection).remove(source));
    }

    /** The tables with their sources, columns and numbers of rows: what a model must know to write a query. */
    public CompletionStage<List<Map<String, Object>>> list() {
        return database().write(connection -> new Tables(database().dialect(), connection).list());
    }

    /** The rows that one SELECT gives, at most {@code maxRows}. */
    public CompletionStage<List<Map<String, Object>>> query(String sql) {
        var statement = Statements.onlyQuery(sql);
        return database()
                .write(connection -> {
                    new Tables(database().dialect(), connection).prepare();
                    return null;
                })
                .thenCompose(ready -> database().read(connection -> reading().query(connection, statement)));
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
