package dev.serai.runtime.config;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.util.Locale;

/** The one database of the runtime: runs, memories and what waits for people. */
final class DataSources {

    private static final int CONNECTIONS = 12;
    /** How many connections those who have no threads of their own for them may use beside the store. */
    private static final int OTHERS = 8;

    private static final long CONNECT_MILLIS = 10_000;

    private DataSources() {}

    /** Connects with the first use, which is the start of the records: without a database the runtime does not start. */
    static HikariDataSource of(Settings settings) {
        var lookup = settings.lookup();
        var url = lookup.text("serai.sql.url").orElseThrow();
        var source = new HikariDataSource();
        source.setPoolName("serai");
        source.setMaximumPoolSize(
                (int) Math.max(CONNECTIONS, OTHERS + lookup.number("serai.sql.connections", 4, 1, 200)));
        source.setMinimumIdle(1);
        source.setConnectionTimeout(CONNECT_MILLIS);
        source.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        lookup.text("serai.sql.user").ifPresent(source::setUsername);
        var password = lookup.apply("serai.sql.password");
        if (password != null) {
            source.setPassword(password);
        }
        if (url.startsWith("jdbc:h2:")) {
            source.setDriverClassName("org.h2.Driver");
            if (!url.toUpperCase(Locale.ROOT).contains(";USER=") && source.getUsername() == null) {
                source.setUsername("sa");
            }
            // The runtime closes it when the last step is written, which is later than H2's own hook.
            source.setJdbcUrl(
                    url.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=")
                            ? url
                            : url + ";DB_CLOSE_ON_EXIT=FALSE");
            source.setMaxLifetime(0);
        } else if (url.startsWith("jdbc:postgresql:")) {
            source.setDriverClassName("org.postgresql.Driver");
            source.setJdbcUrl(url);
            source.addDataSourceProperty("ApplicationName", "serai");
            source.addDataSourceProperty("tcpKeepAlive", "true");
            source.addDataSourceProperty("connectTimeout", "10");
            source.addDataSourceProperty("socketTimeout", "300");
        } else {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    "SERAI_SQL_URL names no database of H2 or PostgreSQL",
                    "Begin it with jdbc:h2: or jdbc:postgresql:.");
        }
        return source;
    }
}
