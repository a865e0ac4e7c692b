package dev.serai.sql;

import dev.serai.support.error.SeraiException;

/** A failure of the database, or of what is kept in it. */
public class SqlException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public SqlException(SqlError code, String fact) {
        super(code, fact);
    }

    public SqlException(SqlError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }

    public SqlException(SqlError code, String fact, String remedy, Throwable cause) {
        super(code, fact, remedy, cause);
    }
}
