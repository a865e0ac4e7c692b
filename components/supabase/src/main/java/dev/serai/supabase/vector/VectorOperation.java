package dev.serai.supabase.vector;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done with a table of documents. */
enum VectorOperation {
    SEARCH,
    INSERT,
    DELETE,
    SCHEMA;

    static VectorOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SupabaseException(
                        SupabaseError.UNKNOWN_OPERATION,
                        "supabase:vector has no operation '" + name + "'",
                        "Use one of "
                                + Arrays.stream(values())
                                        .map(VectorOperation::word)
                                        .collect(Collectors.joining(", ")) + ".",
                        null));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
