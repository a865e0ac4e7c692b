package dev.serai.supabase.storage;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done with files and buckets. */
enum StorageOperation {
    UPLOAD,
    UPDATE,
    DOWNLOAD,
    LIST,
    LIST_V2,
    INFO,
    EXISTS,
    MOVE,
    COPY,
    REMOVE,
    SIGNED_URL,
    SIGNED_UPLOAD_URL,
    UPLOAD_TO_SIGNED_URL,
    PUBLIC_URL,
    CREATE_BUCKET,
    GET_BUCKET,
    LIST_BUCKETS,
    UPDATE_BUCKET,
    EMPTY_BUCKET,
    DELETE_BUCKET;

    static StorageOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SupabaseException(
                        SupabaseError.UNKNOWN_OPERATION,
                        "supabase:storage has no operation '" + name + "'",
                        "Use one of "
                                + Arrays.stream(values())
                                        .map(StorageOperation::word)
                                        .collect(Collectors.joining(", ")) + ".",
                        null));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
