package dev.serai.support.error;

/** A documented kind of failure; an enum per component implements it. */
public interface ErrorCode {

    /** The stable identifier that users search for, for example {@code OLLAMA-104}. */
    String id();

    /** What the reader can do about it when the place that raised the error knows nothing more precise. */
    String remedy();

    /** Whether the same request may succeed later without any change. */
    default boolean retryable() {
        return false;
    }

    /** Whether the same request may succeed later when it only reads, so that it does no harm twice. */
    default boolean retryableRead() {
        return retryable();
    }
}
