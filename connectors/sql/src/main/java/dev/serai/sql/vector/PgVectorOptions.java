package dev.serai.sql.vector;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.util.Map;
import java.util.Set;

/**
 * How the index of vectors is built and searched.
 *
 * @param m how many neighbours each vector knows
 * @param efConstruction how many candidates are looked at for them
 * @param efSearch how many candidates a search looks at, at least
 */
record PgVectorOptions(int m, int efConstruction, int efSearch) {

    private static final int M = 16;
    private static final int EF_CONSTRUCTION = 64;

    private static final Set<String> NAMES = Set.of("m", "efConstruction", "efSearch");

    static PgVectorOptions of(Map<String, String> options) {
        for (var name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new SqlException(
                        SqlError.BAD_OPTION,
                        "store." + name + " is not known to pgvector",
                        "Leave it out; there are store.m, store.efConstruction and store.efSearch.",
                        null);
            }
        }
        var m = number(options, "m", M, 2, 100);
        // pgvector takes no less than twice m.
        var efConstruction = number(options, "efConstruction", Math.max(EF_CONSTRUCTION, 2 * m), 2 * m, 1000);
        return new PgVectorOptions(m, efConstruction, number(options, "efSearch", 100, 1, 1000));
    }

    /** What the statement that makes an index says of it: nothing where pgvector does the same by itself. */
    String index() {
        return m == M && efConstruction == EF_CONSTRUCTION
                ? ""
                : " WITH (m = " + m + ", ef_construction = " + efConstruction + ")";
    }

    private static int number(Map<String, String> options, String name, int otherwise, int least, int most) {
        var text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        // Longer ones would not fit an int, and none of them is in range.
        var value = text.strip().matches("\\d{1,9}") ? Integer.parseInt(text.strip()) : -1;
        if (value < least || value > most) {
            throw new SqlException(
                    SqlError.BAD_OPTION,
                    "store." + name + " is '" + text + "'",
                    "Give a whole number from " + least + " to " + most + ".",
                    null);
        }
        return value;
    }
}
