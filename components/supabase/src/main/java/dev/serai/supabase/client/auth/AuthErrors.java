package dev.serai.supabase.client.auth;

import static dev.serai.support.service.Replies.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.ServiceFault;
import java.util.ArrayList;

/**
 * The errors of the auth service in all shapes that it has had: {@code code} and {@code message}, {@code error_code}
 * and {@code msg} beside a number, {@code error} and {@code error_description}.
 */
enum AuthErrors implements ErrorReader {
    OF_ACTIONS,
    /** For the exchange of a refresh token: whatever is wrong with it, its session is over. */
    OF_REFRESH;

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        var code = code(reply, body);
        // What has no code comes from the gateway.
        if (code == null || reply.status() == 501) {
            return null;
        }
        var error = error(code, reply.status());
        return error == null
                ? null
                : new ServiceFault(error, reply.status(), code, message(body), details(body), null, null);
    }

    private static String code(HttpReply reply, JsonNode body) {
        var word = text(body, "error_code");
        if (word == null && body.path("code").isTextual()) {
            word = text(body, "code");
        }
        if (word == null) {
            word = reply.header("x-sb-error-code").orElse(null);
        }
        return word == null && body.has("error_description") ? text(body, "error") : word;
    }

    private static String message(JsonNode body) {
        for (var name : new String[] {"message", "msg", "error_description"}) {
            var said = text(body, name);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    private static String details(JsonNode body) {
        var reasons = new ArrayList<String>();
        body.path("weak_password").path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return reasons.isEmpty() ? null : "reasons: " + String.join(", ", reasons);
    }

    private ErrorCode error(String code, int status) {
        // A conflict is one of several requests at the same time, of which this one was undone.
        if (code.endsWith("_rate_limit") || status == 429 || code.equals("conflict")) {
            return AuthError.TOO_OFTEN;
        }
        // A failure of the service itself says nothing about who asks.
        if (status >= 500 || status < 400 || status == 408) {
            return null;
        }
        return this == OF_REFRESH ? AuthError.SESSION_OVER : error(code);
    }

    private static AuthError error(String code) {
        return switch (code) {
            case "invalid_credentials", "invalid_grant" -> AuthError.WRONG_CREDENTIALS;
            case "email_not_confirmed", "phone_not_confirmed", "provider_email_needs_verification" ->
                AuthError.NOT_CONFIRMED;
            case "user_already_exists", "email_exists", "phone_exists", "identity_already_exists" -> AuthError.EXISTS;
            case "weak_password", "same_password" -> AuthError.WEAK_PASSWORD;
            case "otp_expired", "invite_not_found" -> AuthError.CODE_OVER;
            case "user_not_found" -> AuthError.NO_USER;
            case "user_banned" -> AuthError.BANNED;
            case "session_not_found", "session_expired", "refresh_token_not_found", "refresh_token_already_used" ->
                AuthError.SESSION_OVER;
            case "bad_jwt", "no_authorization" -> AuthError.TOKEN;
            case "not_admin" -> AuthError.NOT_ADMIN;
            case "validation_failed", "bad_json", "email_address_invalid" -> AuthError.INVALID;
            case "insufficient_aal", "reauthentication_needed", "reauthentication_not_valid", "reauth_nonce_missing" ->
                AuthError.MORE_PROOF;
            case "captcha_failed" -> AuthError.CAPTCHA;
            default ->
                code.endsWith("_disabled") || code.equals("email_address_not_authorized")
                        ? AuthError.SWITCHED_OFF
                        : AuthError.REFUSED;
        };
    }
}
