package dev.serai.supabase.vector;

import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletionException;

/**
 * Tells failures of the database in the words of vectors.
 *
 * @param dimensions null where only the server knows
 */
record VectorFaults(Names names, Integer dimensions) {

    /** The failure of a call to go on with. */
    CompletionException ofCall(String function, Throwable failure) {
        if (is(failure, TableError.NO_FUNCTION)) {
            return missing(
                    failure,
                    "the database has no function " + function
                            + " with the arguments that belong to it, or does not show it");
        }
        if (is(failure, TableError.NO_COLUMN)) {
            return missing(failure, "the table '" + names.table() + "' lacks a column that " + function + " needs");
        }
        return ofTable(failure);
    }

    /** The failure of a request to the table, where a column that is not there may be the user's own. */
    CompletionException ofTable(Throwable failure) {
        if (is(failure, TableError.NO_TABLE)) {
            return missing(failure, "the table '" + names.table() + "' or one that belongs to it is not there");
        }
        var cause = Failures.unwrap(failure);
        if (is(failure, TableError.BAD_VALUE)
                && cause instanceof SupabaseException known
                && String.valueOf(known.getServiceMessage()).contains("dimensions")) {
            return new CompletionException(known.as(
                    VectorError.DIMENSIONS,
                    "the vectors do not fit those of '" + names.table() + "': " + known.getServiceMessage(),
                    VectorError.DIMENSIONS.remedy()));
        }
        return new CompletionException(cause);
    }

    private static boolean is(Throwable failure, ErrorCode code) {
        return Failures.unwrap(failure) instanceof SupabaseException known && known.code() == code;
    }

    private CompletionException missing(Throwable failure, String fact) {
        var known = (SupabaseException) Failures.unwrap(failure);
        return new CompletionException(known.as(VectorError.NOT_PREPARED, fact, remedy()));
    }

    private String remedy() {
        return "Run the SQL of supabase:vector/" + names.table() + "?operation=schema&dimensions="
                + (dimensions == null ? "<length of a vector>" : dimensions)
                + (names.schema() == null ? "" : "&schema=" + names.schema())
                + " in the SQL editor.";
    }
}
