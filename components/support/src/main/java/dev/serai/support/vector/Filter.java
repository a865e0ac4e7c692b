package dev.serai.support.vector;

import java.util.List;

/** Which chunks are meant, by their metadata; {@code source} and {@code id} are names like those of the metadata. */
public sealed interface Filter {

    /** All chunks. */
    Filter ALL = new And(List.of());

    /** Compares one value with a constant: text, number or boolean. A chunk without the name never matches. */
    record Compare(String name, Comparison comparison, Object value) implements Filter {}

    /** One of these constants. */
    record In(String name, List<Object> values) implements Filter {}

    /** Whether the name is there at all. */
    record Exists(String name, boolean exists) implements Filter {}

    record And(List<Filter> filters) implements Filter {}

    record Or(List<Filter> filters) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** How values are compared. */
    enum Comparison {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE,
        /** Text that begins with the constant. */
        PREFIX
    }
}
