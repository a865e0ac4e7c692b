package dev.serai.sql.jdbc;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.sql.Connection;
import java.sql.SQLException;

/** The databases that are known. */
public enum Dialect {
    H2,
    POSTGRESQL;

    static Dialect of(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new SqlException(SqlError.UNSUPPORTED_DATABASE, "the database is " + product);
        };
    }
}
