package dev.serai.supabase.client;

import java.util.List;
import java.util.Set;

/** The operators that a condition may have. */
final class Operators {

    static final List<String> ALL = List.of(
            "eq",
            "neq",
            "gte",
            "gt",
            "lte",
            "lt",
            "like",
            "ilike",
            "match",
            "imatch",
            "isdistinct",
            "in",
            "is",
            "cs",
            "cd",
            "ov",
            "sl",
            "sr",
            "nxl",
            "nxr",
            "adj",
            "fts",
            "plfts",
            "phfts",
            "wfts");

    /** What the operator is compares with; anything else would be a value that only looks compared. */
    static final Set<String> STATES = Set.of("null", "not_null", "true", "false", "unknown");

    private Operators() {}
}
