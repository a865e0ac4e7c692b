package dev.serai.supabase.table;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done with a table. */
enum TableOperation {
    SELECT,
    INSERT,
    UPSERT,
    UPDATE,
    DELETE,
    COUNT;

    static TableOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SupabaseException(
                        SupabaseError.UNKNOWN_OPERATION,
                        "supabase:table has no operation '" + name + "'",
                        "Use one of "
                                + Arrays.stream(values())
                                        .map(TableOperation::word)
                                        .collect(Collectors.joining(", ")) + ".",
                        null));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it changes rows that are there. */
    boolean hits() {
        return this == UPDATE || this == DELETE;
    }
}
