package dev.serai.sql.jdbc;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.support.error.SeraiException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells what a driver's exception means. */
public final class Failures {

    private static final int LONGEST = 300;
    private static final int H2_LOCK_TIMEOUT = 50200;
    private static final String H2_FILE_IN_USE = "90020";
    private static final Set<String> SERVER_STOPS = Set.of("57P01", "57P02", "57P03", "53300");
    private static final Set<String> H2_CLOSED = Set.of("90098", "90121", "90067");

    private Failures() {}

    static SeraiException of(Throwable failure) {
        if (failure instanceof SeraiException known) {
            return known;
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return new SqlException(SqlError.FAILED, failure.getClass().getSimpleName(), failure);
    }

    private static SeraiException of(SQLException failure) {
        var root = rootOf(failure);
        var state = state(root);
        if (state.equals(H2_FILE_IN_USE)) {
            return new SqlException(SqlError.FILE_IN_USE, "another process has the database's file open", failure);
        }
        if (state.startsWith("28")) {
            return new SqlException(SqlError.LOGIN_REJECTED, "the database rejects the login", failure);
        }
        if (state.startsWith("08")
                || SERVER_STOPS.contains(state)
                || H2_CLOSED.contains(state)
                || failure instanceof SQLTransientConnectionException) {
            return new SqlException(SqlError.UNREACHABLE, "no connection: " + text(root), failure);
        }
        return new SqlException(SqlError.FAILED, "the database says: " + text(root), failure);
    }

    /** Whether the transaction lost against another one, so that it is worth trying again. */
    public static boolean isCollision(SQLException failure) {
        return state(failure).startsWith("40") || failure.getErrorCode() == H2_LOCK_TIMEOUT || isDuplicate(failure);
    }

    public static boolean isDuplicate(SQLException failure) {
        return state(failure).equals("23505");
    }

    /** Whether a row refers to one that isn't there. */
    public static boolean isDangling(SQLException failure) {
        return state(failure).equals("23503") || state(failure).equals("23506");
    }

    public static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** A pool's exception only says that it has no connection; its cause says why. */
    private static SQLException rootOf(SQLException failure) {
        var root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                root = sql;
            }
        }
        return root;
    }

    /** The first line: what follows are rows and statements. */
    public static String text(SQLException failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
