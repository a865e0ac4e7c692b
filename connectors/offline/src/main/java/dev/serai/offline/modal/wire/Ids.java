package dev.serai.offline.modal.wire;

import java.security.SecureRandom;

/** Identifiers as the service makes them. */
public final class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;
    // Clients tell the second version of sandboxes from the first by the length.
    private static final int LONG = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String prefix) {
        return random(prefix, LENGTH);
    }

    public static String nextLong(String prefix) {
        return random(prefix, LONG);
    }

    private static String random(String prefix, int length) {
        var text = new StringBuilder(prefix).append('-');
        RANDOM.ints(length, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
        return text.toString();
    }
}
