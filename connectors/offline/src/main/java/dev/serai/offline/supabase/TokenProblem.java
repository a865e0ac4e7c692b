package dev.serai.offline.supabase;

import dev.serai.offline.http.Json;

/** Why a token doesn't hold. */
public final class TokenProblem extends Exception {
    /** What is wrong with a token. */
    public enum Kind {
        MALFORMED("PGRST301", "Expected 3 parts in JWT; got something else"),
        FOREIGN("PGRST301", "JWSError JWSInvalidSignature"),
        EXPIRED("PGRST303", "JWT expired"),
        NOT_YET("PGRST303", "JWT not yet valid");

        private final String code;
        private final String message;

        Kind(String code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;

    TokenProblem(Kind kind) {
        super(kind.message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The REST API's code for it. */
    public String code() {
        return kind.code;
    }

    /** The error as the REST API writes it. */
    public String toJson() {
        return Json.write(Json.object()
                .put("code", kind.code)
                .putNull("details")
                .putNull("hint")
                .put("message", getMessage()));
    }
}
