package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who a token is about.
 *
 * @param email in small letters; null where the issuer does not say that it has checked it
 */
record Identity(String subject, String email, Set<String> groups) {

    private static final int LONGEST = 255;

    /** @param claims of a token that has been checked */
    static Identity of(JsonNode claims) {
        var groups = new HashSet<String>();
        claims.path("groups").forEach(group -> groups.add(group.asText()));
        if (claims.path("groups").isTextual()) {
            groups.add(claims.path("groups").textValue());
        }
        return new Identity(claims.path("sub").asText(), email(claims), Set.copyOf(groups));
    }

    /** An address that the issuer has not checked is what a stranger has typed. Some issuers write the truth as text. */
    private static String email(JsonNode claims) {
        var email = claims.path("email").asText();
        var plain = email.length() <= LONGEST
                && email.indexOf('@') > 0
                && email.chars().noneMatch(c -> c <= ' ' || c >= 0x7f);
        return plain && claims.path("email_verified").asText().equals("true") ? email.toLowerCase(Locale.ROOT) : null;
    }

    /**
     * One that nobody else has, since conversations are kept by it; never one that people choose themselves. A slash
     * separates it from what they do choose.
     */
    String name() {
        var name = email == null ? "subject:" + subject : email;
        return name.replace("%", "%25").replace("/", "%2F");
    }
}
