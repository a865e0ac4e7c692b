package dev.serai.sql.datasets;

import dev.serai.sql.jdbc.Dialect;
import dev.serai.sql.jdbc.Failures;
import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a query as somebody who may read the tables of files and nothing else. */
record Reading(Dialect dialect, int maxRows, int seconds) {

    private static final int LONGEST_VALUE = 2_000;

    List<Map<String, Object>> query(Connection connection, String sql) throws SQLException {
        return dialect == Dialect.H2 ? asUser(connection, sql) : asRole(connection, sql);
    }

    private List<Map<String, Object>> asUser(Connection connection, String sql) throws SQLException {
        try (var reader = reader(connection)) {
            Jdbc.execute(reader, "SET SCHEMA " + Tables.SCHEMA);
            return rows(reader, sql);
        }
    }

    /** One at a time, since each sets the password that it comes in with. */
    private synchronized Connection reader(Connection connection) throws SQLException {
        var password = Tables.password();
        Jdbc.execute(connection, "ALTER USER " + Tables.READER + " SET PASSWORD '" + password + "'");
        return DriverManager.getConnection(connection.getMetaData().getURL(), Tables.READER, password);
    }

    private List<Map<String, Object>> asRole(Connection connection, String sql) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            Jdbc.execute(connection, "SET TRANSACTION READ ONLY");
            Jdbc.execute(connection, "SET LOCAL ROLE " + Tables.READER);
            return Answers.of(connection, sql, maxRows, seconds);
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            connection.rollback();
            // These locks outlive the transaction, and a query can take them.
            Jdbc.list(connection, "SELECT pg_advisory_unlock_all()", row -> 0);
            connection.commit();
            connection.setAutoCommit(autoCommit);
        }
    }

    private List<Map<String, Object>> rows(Connection connection, String sql) throws SQLException {
        // Prepared, since a driver sends a prepared text as one statement.
        try (var statement = connection.prepareStatement(sql)) {
            statement.setMaxRows(maxRows);
            statement.setFetchSize(maxRows);
            statement.setQueryTimeout(seconds);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Map<String, Object>>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DatasetException failed(SQLException e) {
        return new DatasetException(DatasetError.QUERY_FAILED, "the database says: " + Failures.text(e), e);
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        var row = new LinkedHashMap<String, Object>();
        var names = rows.getMetaData();
        for (int i = 1; i <= names.getColumnCount(); i++) {
            row.put(names.getColumnLabel(i).toLowerCase(Locale.ROOT), value(rows, i, names.getColumnType(i)));
        }
        return row;
    }

    /** A query can make any bytes an object of Java, which the driver would bring to life. */
    private static Object value(ResultSet rows, int column, int type) throws SQLException {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.BOOLEAN -> rows.getObject(column);
            default -> plain(rows.getString(column));
        };
    }

    static Object plain(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        var text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
