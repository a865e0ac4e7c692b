package dev.serai.items;

import dev.serai.support.error.SeraiException;

/** A failed step or expression. */
public class ItemsException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final ItemsError error;

    public ItemsException(ItemsError error, String fact) {
        this(error, fact, null);
    }

    public ItemsException(ItemsError error, String fact, Throwable cause) {
        super(error, fact, cause);
        this.error = error;
    }

    public ItemsError error() {
        return error;
    }
}
