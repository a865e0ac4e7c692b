package dev.serai.offline.supabase;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection, inside a transaction that is committed afterwards. */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
}
