package dev.serai.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A schema of its own on the server that {@code -Dlive.postgres} names, with the store's own settings for the index. */
final class PgVectorTarget implements VectorTarget {

    private static final String USER = System.getProperty("live.postgres.user", "postgres");
    private static final String PASSWORD = System.getProperty("live.postgres.password", "postgres");

    private final String url;
    private final String schema =
            "benchmarks_" + ProcessHandle.current().pid() + "_" + Long.toHexString(System.nanoTime());

    PgVectorTarget(String url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "pgvector";
    }

    @Override
    public String options() {
        return "store=pgvector";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "serai.sql.url", url,
                "serai.sql.user", USER,
                "serai.sql.password", PASSWORD,
                "serai.sql.schema", schema);
    }

    @Override
    public long size() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
                        + " WHERE c.relkind = 'r' AND c.relnamespace = '" + schema + "'::regnamespace")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, USER, PASSWORD);
    }
}
