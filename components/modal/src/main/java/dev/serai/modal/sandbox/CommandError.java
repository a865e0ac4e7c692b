package dev.serai.modal.sandbox;

import dev.serai.support.error.ErrorCode;

/** A command that did not end well. */
public enum CommandError implements ErrorCode {
    TIMED_OUT("501", "Raise timeout, or give it less to do."),
    FAILED("502", "Look into its output, which the exception has, or set failOn to never.");

    private final String number;
    private final String remedy;

    CommandError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "MODAL-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
