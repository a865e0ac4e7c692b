package dev.serai.runtime.access.oidc;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.config.Settings;
import java.net.URI;
import java.util.List;

/**
 * Who vouches for people, and for which of them.
 *
 * @param clientSecret null where the issuer knows the runtime as a public client
 * @param audience of tokens that the API takes; null where it takes none
 * @param redirect where the issuer sends browsers back to
 * @param egress hosts beyond the local ones that may be reached
 */
record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        String scope,
        String audience,
        Allowed allowed,
        URI redirect,
        List<String> egress) {

    private static final String PREFIX = "serai.oidc.";

    /** Null where no issuer is set. */
    static OidcSettings of(Settings settings) {
        var lookup = settings.lookup();
        var issuer = lookup.text(PREFIX + "issuer").orElse(null);
        if (issuer == null) {
            for (var name : List.of("client-id", "client-secret", "allowed", "scope", "audience")) {
                if (lookup.text(PREFIX + name).isPresent()) {
                    throw bad(PREFIX + name + " is set and serai.oidc.issuer is not", "Set SERAI_OIDC_ISSUER too.");
                }
            }
            return null;
        }
        if (settings.publicUrl() == null) {
            throw bad(
                    "SERAI_OIDC_ISSUER is set and SERAI_PUBLIC_URL is not",
                    "Set SERAI_PUBLIC_URL: the issuer sends people back to it.");
        }
        var allowed = lookup.list(PREFIX + "allowed");
        if (allowed.isEmpty()) {
            throw bad(
                    "SERAI_OIDC_ALLOWED names nobody",
                    "Name e-mail addresses, group:<name> or subject:<id>; * lets in everybody whom the issuer knows.");
        }
        return new OidcSettings(
                issuer(issuer),
                lookup.text(PREFIX + "client-id")
                        .orElseThrow(() -> bad(
                                "SERAI_OIDC_CLIENT_ID is not set",
                                "Set it to the name that the issuer gave the runtime.")),
                lookup.text(PREFIX + "client-secret").orElse(null),
                scope(lookup.text(PREFIX + "scope").orElse("openid email")),
                lookup.text(PREFIX + "audience").orElse(null),
                Allowed.of(allowed),
                settings.publicUrl().resolve(Oidc.CALLBACK),
                lookup.list("serai.egress.allow"));
    }

    private static URI issuer(String text) {
        try {
            var issuer = URI.create(text);
            if (Addresses.isTrusted(issuer, issuer) && issuer.getRawQuery() == null) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw bad(
                "SERAI_OIDC_ISSUER is no address of an issuer",
                "Give it as its tokens name it, as https://login.example.org/realms/home; without TLS only on this machine.");
    }

    private static String scope(String text) {
        if (!List.of(text.split(" +")).contains("openid")) {
            throw bad("SERAI_OIDC_SCOPE has no openid", "Add the word openid.");
        }
        return text;
    }

    private static SeraiRuntimeException bad(String fact, String remedy) {
        return new SeraiRuntimeException(RuntimeError.BAD_SETTING, fact, remedy);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
