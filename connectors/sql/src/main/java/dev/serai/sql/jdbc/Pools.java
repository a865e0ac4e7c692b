package dev.serai.sql.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.util.Locale;

/** Makes the connections when the application has none. */
final class Pools {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final long CONNECT_MILLIS = 10_000;

    private Pools() {}

    static HikariDataSource open(Settings settings) {
        var url = settings.url();
        var config = new HikariConfig();
        config.setPoolName("serai-sql");
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(CONNECT_MILLIS);
        if (settings.password() != null) {
            config.setPassword(settings.password());
        }
        if (url.startsWith(H2)) {
            h2(config, settings);
        } else if (url.startsWith(POSTGRESQL)) {
            postgresql(config, settings);
        } else {
            throw new SqlException(SqlError.UNSUPPORTED_DATABASE, "serai.sql.url is '" + settings.shownUrl() + "'");
        }
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Without the cause: it holds the whole address.
            throw new SqlException(
                    SqlError.BAD_OPTION, "the driver does not accept serai.sql.url, '" + settings.shownUrl() + "'");
        }
    }

    private static void h2(HikariConfig config, Settings settings) {
        var url = settings.url();
        config.setDriverClassName("org.h2.Driver");
        // The last steps of an application that stops come later than H2's own shutdown hook would.
        var upper = url.toUpperCase(Locale.ROOT);
        config.setJdbcUrl(upper.contains(";DB_CLOSE_ON_EXIT=") ? url : url + ";DB_CLOSE_ON_EXIT=FALSE");
        if (settings.user() != null || !upper.contains(";USER=")) {
            config.setUsername(settings.user() == null ? "sa" : settings.user());
        }
        // Connections to one's own process don't age, and a database in memory is gone with the last of them.
        config.setMaxLifetime(0);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    }

    private static void postgresql(HikariConfig config, Settings settings) {
        if (settings.hasUserInfo()) {
            // The driver takes it for a part of the host's name, and shows it.
            throw new SqlException(
                    SqlError.BAD_OPTION,
                    "serai.sql.url is '" + settings.shownUrl() + "', with a user before the host",
                    "Set serai.sql.user and serai.sql.password instead.",
                    null);
        }
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl(settings.url());
        if (settings.user() != null) {
            config.setUsername(settings.user());
        }
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // What the address says counts more than these.
        config.addDataSourceProperty("ApplicationName", "serai");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "300");
    }
}
