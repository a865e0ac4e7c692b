package dev.serai.agent.mcp.server;

/** What a client is told when a request cannot be answered. */
final class MethodError extends RuntimeException {

    static final int UNKNOWN_METHOD = -32601;
    static final int INVALID_PARAMS = -32602;

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    private final int code;

    MethodError(int code, String message) {
        super(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...", null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
