package dev.serai.sql.vector;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;

/**
 * A collection that was opened.
 *
 * @param chunks its table, ready for a statement
 * @param ordered what vectors are ordered by: as long as the index can hold them, with fewer bits beyond
 * @param parameter a vector to compare that with
 * @param iterates whether a filtered search can go on until it has enough
 */
record Collection(String name, String chunks, int dimensions, String ordered, String parameter, boolean iterates) {

    /** The longest vectors that an index takes. */
    static final int LONGEST = 2000;

    /** The longest that it takes with half the bits. */
    static final int LONGEST_HALF = 4000;

    static Collection of(String name, String chunks, int dimensions, Extension extension) {
        var half = dimensions > LONGEST && dimensions <= LONGEST_HALF && extension.hasHalfVectors();
        var type = half ? "halfvec(" + dimensions + ")" : "vector(" + dimensions + ")";
        return new Collection(
                name,
                chunks,
                dimensions,
                half ? "CAST(embedding AS " + type + ")" : "embedding",
                "CAST(? AS " + type + ")",
                extension.iterates());
    }

    /** Whether the vectors are not too long for an index. */
    boolean isIndexed() {
        return dimensions <= LONGEST || !ordered.equals("embedding");
    }

    String operators() {
        return dimensions <= LONGEST ? "vector_cosine_ops" : "halfvec_cosine_ops";
    }

    /** The vector as pgvector reads it. */
    String literal(float[] vector) {
        if (vector.length != dimensions) {
            throw new SqlException(
                    SqlError.BAD_VECTOR,
                    "a vector has " + vector.length + " numbers, and those of '" + name + "' have " + dimensions);
        }
        var text = new StringBuilder(vector.length * 12).append('[');
        for (var number : vector) {
            if (!Float.isFinite(number)) {
                throw new SqlException(SqlError.BAD_VECTOR, "a vector has " + number + " in it");
            }
            text.append(text.length() == 1 ? "" : ",").append(number);
        }
        return text.append(']').toString();
    }
}
