package dev.serai.runtime.console;

import dev.serai.support.error.SeraiException;

/** A request that the console's API refuses. */
public class ConsoleException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 100;

    public ConsoleException(ConsoleError error, String fact) {
        super(error, fact);
    }

    /** What a stranger has written, on its way into a message. */
    static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }

    static ConsoleException unknown(String what, String id) {
        return new ConsoleException(ConsoleError.UNKNOWN_ID, "there is no " + what + " '" + shown(id) + "'");
    }
}
