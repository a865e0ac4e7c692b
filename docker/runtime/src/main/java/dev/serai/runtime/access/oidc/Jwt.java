package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A signed token, taken apart and not yet believed.
 *
 * @param keyId null where the token does not say which key it is
 * @param signed what the signature is about
 */
record Jwt(String algorithm, String keyId, JsonNode claims, byte[] signed, byte[] signature) {

    private static final int LONGEST = 16 << 10;
    private static final Pattern PARTS = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    /** Others, such as those of logouts, are signed by the same keys and say something else. */
    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

    /** Whether this has the form of a token, so that it is one or nothing. */
    static boolean isLike(String text) {
        return text != null && text.length() <= LONGEST && PARTS.matcher(text).matches();
    }

    static Jwt parse(String text) {
        if (!isLike(text)) {
            throw refused("the token is no signed JWT");
        }
        var first = text.indexOf('.');
        var last = text.lastIndexOf('.');
        var header = object(text.substring(0, first));
        var algorithm = header.path("alg").asText();
        if (!ALGORITHMS.contains(algorithm)) {
            throw refused("the token is not signed by RS256 or ES256");
        }
        if (header.has("crit") || !TYPES.contains(header.path("typ").asText().toLowerCase(Locale.ROOT))) {
            throw refused("the token is of a kind that says something else");
        }
        return new Jwt(
                algorithm,
                header.path("kid").isTextual() ? header.path("kid").textValue() : null,
                object(text.substring(first + 1, last)),
                text.substring(0, last).getBytes(StandardCharsets.US_ASCII),
                bytes(text.substring(last + 1)));
    }

    private static JsonNode object(String part) {
        try {
            var node = Json.read(bytes(part));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // told below
        }
        throw refused("the token holds no JSON");
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw refused("the token is not written as it should be");
        }
    }

    static SeraiRuntimeException refused(String fact) {
        return new SeraiRuntimeException(RuntimeError.LOGIN_REFUSED, fact);
    }

    /** Without what would open something. */
    @Override
    public String toString() {
        return "Jwt[" + algorithm + "]";
    }
}
