package dev.serai.supabase;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The first part of the endpoint's path: which of Supabase's services is meant. */
public enum SupabaseKind {
    /** Rows of a table or a view. */
    TABLE("table"),
    /** A function of the database. */
    RPC("function"),
    /** Users and their sessions. */
    AUTH("action"),
    /** Files in buckets. */
    STORAGE("bucket"),
    /** Edge functions. */
    FUNCTIONS("function"),
    /** Changes of rows, broadcasts and presence, as they happen. */
    REALTIME("channel"),
    /** Documents with vectors. */
    VECTOR("table");

    private final String nameOf;

    SupabaseKind(String nameOf) {
        this.nameOf = nameOf;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the second part of the path names. */
    String nameOf() {
        return nameOf;
    }

    static SupabaseKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new SupabaseException(
                        SupabaseError.UNKNOWN_KIND,
                        "'" + name + "' is nothing that supabase: has",
                        "Use one of "
                                + Arrays.stream(values())
                                        .map(SupabaseKind::wireName)
                                        .collect(Collectors.joining(", ")) + ".",
                        null));
    }
}
