package dev.serai.modal.client.grpc;

import dev.serai.modal.client.error.ModalError;

/** How a call ended, in the order of gRPC's numbers. */
public enum GrpcStatus {
    OK(null),
    CANCELLED(ModalError.CANCELLED),
    UNKNOWN(ModalError.SERVER_FAILED),
    INVALID_ARGUMENT(ModalError.REJECTED),
    DEADLINE_EXCEEDED(ModalError.NO_ANSWER),
    NOT_FOUND(ModalError.NOT_FOUND),
    ALREADY_EXISTS(ModalError.REJECTED),
    PERMISSION_DENIED(ModalError.DENIED),
    RESOURCE_EXHAUSTED(ModalError.EXHAUSTED),
    FAILED_PRECONDITION(ModalError.REJECTED),
    ABORTED(ModalError.REJECTED),
    OUT_OF_RANGE(ModalError.REJECTED),
    UNIMPLEMENTED(ModalError.UNSUPPORTED),
    INTERNAL(ModalError.SERVER_FAILED),
    UNAVAILABLE(ModalError.UNREACHABLE),
    DATA_LOSS(ModalError.SERVER_FAILED),
    UNAUTHENTICATED(ModalError.UNAUTHENTICATED);

    private final ModalError error;

    GrpcStatus(ModalError error) {
        this.error = error;
    }

    ModalError error() {
        return error;
    }

    static GrpcStatus of(String number) {
        try {
            var index = Integer.parseInt(number);
            return index >= 0 && index < values().length ? values()[index] : UNKNOWN;
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** What stands between client and server answers with HTTP alone. */
    static GrpcStatus ofHttp(int status) {
        return switch (status) {
            case 400 -> INTERNAL;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> UNIMPLEMENTED;
            case 429, 502, 503, 504 -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }

    /** Whether the official clients try the same call again. */
    public boolean isTransient() {
        return this == DEADLINE_EXCEEDED
                || this == UNAVAILABLE
                || this == CANCELLED
                || this == INTERNAL
                || this == UNKNOWN;
    }
}
