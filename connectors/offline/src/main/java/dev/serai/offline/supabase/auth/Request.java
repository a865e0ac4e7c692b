package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.TokenProblem;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A call with what its handler may ask of it; a token that doesn't hold matters only where one is needed. */
record Request(Call call, TokenProblem problem) {
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(?:\\.[^@\\s\\p{Cntrl}.]+)*");

    /** A user's session as a token names it. */
    record Bearer(String user, String session) {}

    ObjectNode json() {
        try {
            var text = call.exchange().bodyText();
            if (text.isBlank()) {
                return Json.object();
            }
            if (Json.parse(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (UncheckedIOException e) {
            // The same refusal as for JSON that is no object.
        }
        throw new AuthError(400, "bad_json", "Could not parse request body as JSON");
    }

    /** The user whose token the call carries. */
    Bearer bearer() {
        requireToken();
        var claims = call.claims().all();
        var user = Json.text(claims, "sub");
        if (user == null) {
            throw AuthError.badJwt("invalid claim: missing sub claim");
        }
        return new Bearer(user, Json.text(claims, "session_id"));
    }

    void requireService() {
        requireToken();
        if (!call.claims().isService()) {
            throw new AuthError(403, "not_admin", "User not allowed");
        }
    }

    private void requireToken() {
        if (problem != null) {
            throw AuthError.badJwt("invalid JWT: unable to parse or verify signature, "
                    + switch (problem.kind()) {
                        case MALFORMED -> "token is malformed";
                        case FOREIGN -> "signature is invalid";
                        case EXPIRED -> "token has invalid claims: token is expired";
                        case NOT_YET -> "token has invalid claims: token is not valid yet";
                    });
        }
        var key = call.header("apikey");
        // The gateway turns keys without dots into tokens; others have to come as such.
        if (call.header("authorization") == null && (key == null || !key.startsWith("sb_"))) {
            throw AuthError.noAuthorization();
        }
    }

    static String email(JsonNode body) {
        var email = Json.text(body, "email");
        if (email == null || email.isEmpty()) {
            if (body.hasNonNull("phone") && !body.get("phone").asText().isEmpty()) {
                throw AuthError.notDone("phone numbers");
            }
            return null;
        }
        return valid(email);
    }

    static String requiredEmail(JsonNode body) {
        var email = email(body);
        if (email == null) {
            throw AuthError.invalid("An email address is required");
        }
        return email;
    }

    static String valid(String email) {
        if (email.length() > 255 || !EMAIL.matcher(email).matches()) {
            throw AuthError.invalid("Unable to validate email address: invalid format");
        }
        return email.toLowerCase(Locale.ROOT);
    }

    static ObjectNode object(JsonNode body, String name) {
        return body.get(name) instanceof ObjectNode object ? object : Json.object();
    }

    static void refusePkce(JsonNode body) {
        if (body.hasNonNull("code_challenge")
                && !body.get("code_challenge").asText().isEmpty()) {
            throw AuthError.notDone("the PKCE flow");
        }
    }

    /** Where a mail's link leads in the end; empty for what can't stand in a header, as for what isn't asked for. */
    String redirect() {
        var inQuery = call.query().first("redirect_to");
        return inQuery == null || inQuery.chars().anyMatch(Character::isISOControl) ? "" : inQuery;
    }
}
