package dev.serai.agent.mcp;

/** The server has forgotten the session, so it has not looked at the request. */
final class LostSession extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostSession() {
        super("the session is gone", null, false, false);
    }
}
