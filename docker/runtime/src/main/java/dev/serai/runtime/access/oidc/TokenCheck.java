package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.access.Passwords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a token whose signature is good was made by the issuer, for the runtime, and for now. */
final class TokenCheck {

    /** How far the issuer's clock may be from ours. */
    private static final long SKEW_SECONDS = 60;

    /** It is written to the log and shown. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final String issuer;
    private final Clock clock;

    TokenCheck(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param nonce that the login was begun with */
    Identity login(JsonNode claims, String clientId, String nonce) {
        common(claims, clientId);
        if (!Passwords.same(claims.path("nonce").asText(), nonce)) {
            throw Jwt.refused("the token belongs to another login");
        }
        var party = claims.path("azp");
        if (party.isMissingNode()
                ? audience(claims).size() > 1
                : !party.asText().equals(clientId)) {
            throw Jwt.refused("the token was made for another client");
        }
        return Identity.of(claims);
    }

    Identity bearer(JsonNode claims, String audience) {
        common(claims, audience);
        return Identity.of(claims);
    }

    private void common(JsonNode claims, String audience) {
        var now = clock.millis() / 1000;
        if (!claims.path("iss").asText().equals(issuer)) {
            throw Jwt.refused("the token is of another issuer");
        }
        if (!audience(claims).contains(audience)) {
            throw Jwt.refused("the token was made for somebody else");
        }
        if (!claims.path("exp").isNumber() || claims.path("exp").asLong() + SKEW_SECONDS <= now) {
            throw Jwt.refused("the token has expired");
        }
        for (var from : List.of("nbf", "iat")) {
            var time = claims.path(from);
            if (!time.isMissingNode() && (!time.isNumber() || time.asLong() - SKEW_SECONDS > now)) {
                throw Jwt.refused("the token is not good yet");
            }
        }
        var subject = claims.path("sub");
        if (!subject.isTextual() || !SUBJECT.matcher(subject.textValue()).matches()) {
            throw Jwt.refused("the token is about nobody");
        }
    }

    private static List<String> audience(JsonNode claims) {
        var named = claims.path("aud");
        if (named.isTextual()) {
            return List.of(named.textValue());
        }
        var all = new ArrayList<String>();
        named.forEach(one -> all.add(one.asText()));
        return all;
    }
}
