package dev.serai.n8n;

import dev.serai.support.error.SeraiException;

/** An import that cannot be done, or a failure of an imported step. */
public class N8nException extends SeraiException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

    public N8nException(N8nError code, String fact) {
        super(code, line(fact));
    }

    public N8nException(N8nError code, String fact, Throwable cause) {
        super(code, line(fact), cause);
    }

    /** Facts quote what strangers wrote: a log must not take it for lines of its own, nor a terminal for commands. */
    private static String line(String fact) {
        var cut = fact.length() > LONGEST ? fact.substring(0, LONGEST) + "..." : fact;
        return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]+", " ");
    }
}
