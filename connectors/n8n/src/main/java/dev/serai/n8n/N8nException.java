package dev.serai.n8n;

import dev.serai.support.error.SeraiException;

/** An import that cannot be done, or a failure of an imported step. */
public class N8nException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public N8nException(N8nError code, String fact) {
        super(code, fact);
    }

    public N8nException(N8nError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }
}
