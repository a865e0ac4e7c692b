package dev.serai.supabase;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The first part of the endpoint's path: which of Supabase's services is meant. */
public enum SupabaseKind {
    /** Rows of a table or a view. */
    TABLE("table", "/rest/v1/"),
    /** A function of the database. */
    RPC("function", "/rest/v1/"),
    /** Users and their sessions. */
    AUTH("action", "/auth/v1/health"),
    /** Files in buckets. */
    STORAGE("bucket", "/storage/v1/status"),
    /** Edge functions. */
    FUNCTIONS("function", "/functions/v1/"),
    /** Changes of rows, broadcasts and presence, as they happen. */
    REALTIME("channel", "/realtime/v1/"),
    /** Documents with vectors. */
    VECTOR("table", "/rest/v1/");

    private final String nameOf;
    private final String service;

    SupabaseKind(String nameOf, String service) {
        this.nameOf = nameOf;
        this.service = service;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the second part of the path names. */
    String nameOf() {
        return nameOf;
    }

    /** Where the service behind it is asked whether it is there. */
    String service() {
        return service;
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
