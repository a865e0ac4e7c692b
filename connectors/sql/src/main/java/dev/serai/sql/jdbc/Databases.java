package dev.serai.sql.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.support.http.Redaction;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** A context's one database: opened for the first store, closed with the last. */
public final class Databases {

    private Database database;
    private int users;

    private Databases() {}

    /** The context's database; whoever asked gives it back with {@link #release}. */
    public static Database acquire(CamelContext context) {
        return of(context).acquired(context);
    }

    public static void release(CamelContext context) {
        of(context).released();
    }

    private static Databases of(CamelContext context) {
        synchronized (Databases.class) {
            var extension = context.getCamelContextExtension();
            var databases = extension.getContextPlugin(Databases.class);
            if (databases == null) {
                databases = new Databases();
                extension.addContextPlugin(Databases.class, databases);
            }
            return databases;
        }
    }

    private synchronized Database acquired(CamelContext context) {
        if (database == null) {
            database = open(context, Settings.of(context));
        }
        users++;
        return database;
    }

    private synchronized void released() {
        if (--users == 0) {
            var last = database;
            database = null;
            last.close();
        }
    }

    private static Database open(CamelContext context, Settings settings) {
        var given = given(context, settings);
        if (given != null) {
            try {
                return migrated(given, settings, () -> {});
            } catch (SQLException e) {
                throw Failures.of(e);
            }
        }
        HikariDataSource pool = null;
        try {
            pool = Pools.open(settings);
            return migrated(pool, settings, pool::close);
        } catch (SQLException | RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw withoutSecrets(Failures.of(e), settings);
        }
    }

    private static Database migrated(DataSource source, Settings settings, Runnable closing) throws SQLException {
        var dialect = new Migrations(source, settings).run();
        return new Database(source, dialect, settings.prefix(), settings.connections(), closing);
    }

    private static DataSource given(CamelContext context, Settings settings) {
        var registry = context.getRegistry();
        if (settings.dataSource() != null) {
            var named = registry.lookupByNameAndType(settings.dataSource(), DataSource.class);
            if (named == null) {
                throw new SqlException(
                        SqlError.BAD_OPTION,
                        "no DataSource is named '" + settings.dataSource() + "'",
                        "Correct serai.sql.data-source, or add a bean of that name.",
                        null);
            }
            return named;
        }
        var found = registry.findByTypeWithName(DataSource.class);
        if (found.values().stream().distinct().count() > 1) {
            throw new SqlException(SqlError.SEVERAL_DATA_SOURCES, "there are " + new TreeSet<>(found.keySet()));
        }
        return found.isEmpty() ? null : found.values().iterator().next();
    }

    /** Drivers repeat addresses in their messages, and an address may hold a password. */
    private static RuntimeException withoutSecrets(dev.serai.support.error.SeraiException failure, Settings settings) {
        if (!(failure instanceof SqlException) || failure.code() == SqlError.UNSUPPORTED_DATABASE) {
            return failure;
        }
        var secrets = Arrays.asList(settings.url(), settings.password());
        var fact = Redaction.text(failure.getFact(), secrets) + " (" + settings.shownUrl() + ")";
        var clean = true;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            var text = String.valueOf(cause.getMessage());
            clean = clean && text.equals(Redaction.text(text, secrets));
        }
        var cause = clean ? failure.getCause() : null;
        return new SqlException((SqlError) failure.code(), fact, failure.getRemedy(), cause);
    }
}
