package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;

/** A refusal in the words of the auth service. */
final class AuthError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AuthError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AuthError invalid(String message) {
        return new AuthError(400, "validation_failed", message);
    }

    static AuthError credentials() {
        return new AuthError(400, "invalid_credentials", "Invalid login credentials");
    }

    static AuthError weakPassword() {
        return new AuthError(422, "weak_password", "Password should be at least 6 characters.");
    }

    static AuthError expiredMail() {
        return new AuthError(403, "otp_expired", "Email link is invalid or has expired");
    }

    static AuthError expiredCode() {
        return new AuthError(403, "otp_expired", "Token has expired or is invalid");
    }

    static AuthError noAuthorization() {
        return new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token");
    }

    static AuthError badJwt(String message) {
        return new AuthError(403, "bad_jwt", message);
    }

    static AuthError userNotFound() {
        return new AuthError(404, "user_not_found", "User not found");
    }

    static AuthError emailExists() {
        return new AuthError(422, "email_exists", "A user with this email address has already been registered");
    }

    static AuthError notDone(String thing) {
        return new AuthError(501, "not_implemented", "the stand-in does not do " + thing);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Clients that name the API's version of 2024 get the code as a word, older ones as the status. */
    ObjectNode body(boolean versionOf2024) {
        var body = versionOf2024
                ? Json.object().put("code", code).put("message", getMessage())
                : Json.object().put("code", status).put("error_code", code).put("msg", getMessage());
        if (code.equals("weak_password")) {
            body.putObject("weak_password").putArray("reasons").add("length");
        }
        return body;
    }
}
