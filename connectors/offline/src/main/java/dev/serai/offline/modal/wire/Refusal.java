package dev.serai.offline.modal.wire;

import java.time.Duration;

/** A call's end with another status than OK. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final transient Duration retryAfter;

    private Refusal(Status status, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Status status, String message) {
        return new Refusal(status, message, null);
    }

    /** Tells the client when to come back, as the service does with those who ask for too much. */
    public static Refusal throttled(String message, Duration retryAfter) {
        return new Refusal(Status.RESOURCE_EXHAUSTED, message, retryAfter);
    }

    public static Refusal notFound(String message) {
        return of(Status.NOT_FOUND, message);
    }

    public static Refusal invalid(String message) {
        return of(Status.INVALID_ARGUMENT, message);
    }

    public static Refusal precondition(String message) {
        return of(Status.FAILED_PRECONDITION, message);
    }

    /** For what the service does and the stand-in does not. */
    public static Refusal notDone(String what) {
        return of(Status.UNIMPLEMENTED, "the Modal stand-in does not do this: " + what);
    }

    public Status status() {
        return status;
    }

    /** When to come back, or null. */
    Duration retryAfter() {
        return retryAfter;
    }
}
