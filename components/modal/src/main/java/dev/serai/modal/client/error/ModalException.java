package dev.serai.modal.client.error;

import dev.serai.support.error.SeraiException;

/** A failed exchange with Modal. */
public class ModalException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final ModalError error;

    public ModalException(ModalError error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public ModalException(ModalError error, String fact, Throwable cause) {
        this(error, fact, error.remedy(), cause);
    }

    public ModalException(ModalError error, String fact, String remedy, Throwable cause) {
        super(error, fact, remedy, cause);
        this.error = error;
    }

    public ModalError error() {
        return error;
    }
}
