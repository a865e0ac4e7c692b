package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;

/** A code that knows that what reads may be tried again more often than what writes. */
public interface SupabaseCode extends ErrorCode {

    /** Whether the same request may succeed later when it only reads, so that it does no harm twice. */
    default boolean retryableRead() {
        return retryable();
    }
}
