package dev.serai.supabase.client;

import dev.serai.support.http.Encoding;

/** Names of tables, buckets and the like as parts of a path. */
public final class Segment {

    private Segment() {}

    public static String of(String name) {
        return Encoding.segment(name, fact -> new SupabaseException(SupabaseError.BAD_OPTION, fact));
    }
}
