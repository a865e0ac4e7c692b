package dev.serai.openai;

import dev.serai.support.error.SeraiException;

/** A request that is refused, or a model that cannot be offered. */
public class GatewayException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 100;

    private final GatewayError error;
    private final String param;

    public GatewayException(GatewayError error, String fact) {
        this(error, fact, (String) null);
    }

    /** @param param the part of the request that it is about, as OpenAI names it */
    public GatewayException(GatewayError error, String fact, String param) {
        super(error, fact);
        this.error = error;
        this.param = param;
    }

    public GatewayException(GatewayError error, String fact, String remedy, Throwable cause) {
        super(error, fact, remedy, cause);
        this.error = error;
        this.param = null;
    }

    /** What a stranger has written, on its way into a message. */
    public static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }

    public int status() {
        return error.status();
    }

    public String param() {
        return param;
    }
}
