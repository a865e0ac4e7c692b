package dev.serai.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. It may be done again when another transaction got in the way. */
@FunctionalInterface
public interface Work<T> {
    T on(Connection connection) throws SQLException;
}
