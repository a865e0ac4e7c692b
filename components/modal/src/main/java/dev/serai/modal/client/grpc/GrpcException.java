package dev.serai.modal.client.grpc;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.time.Duration;

/** A call that ended without an answer. */
public final class GrpcException extends ModalException {

    private static final long serialVersionUID = 1L;

    private final GrpcStatus status;
    private final Duration pause;
    private final boolean again;

    GrpcException(GrpcStatus status, ModalError error, String fact, Duration pause, boolean again) {
        super(error, fact);
        this.status = status;
        this.pause = pause;
        this.again = again;
    }

    GrpcException(GrpcStatus status, String fact) {
        this(status, status.error(), fact, null, status.isTransient());
    }

    public GrpcStatus status() {
        return status;
    }

    /** How long the server wants to be left alone before the same call, or null. */
    public Duration pause() {
        return pause;
    }

    /** Whether the same call may do better. */
    public boolean again() {
        return again;
    }
}
