package dev.serai.items;

import dev.serai.support.error.SeraiException;

/** A failed step or expression. */
public class ItemsException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    private final ItemsError error;

    public ItemsException(ItemsError error, String fact) {
        this(error, fact, null);
    }

    public ItemsException(ItemsError error, String fact, Throwable cause) {
        super(error, shortened(fact), cause);
        this.error = error;
    }

    /** Names and values in it may come from code or from outside, and be of any length. */
    private static String shortened(String fact) {
        return fact.length() > LONGEST ? fact.substring(0, LONGEST) + "..." : fact;
    }

    public ItemsError error() {
        return error;
    }
}
