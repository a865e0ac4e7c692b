package dev.serai.offline.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.TokenProblem.Kind;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and verifies JWTs with the stand-in's secret (HS256), and knows the keys without dots too. */
public final class Tokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String HEAD = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    // As long as the real ones live.
    private static final Duration KEY_LIFE = Duration.ofDays(3650);
    private static final long LEEWAY_SECONDS = 30;

    private final SecretKeySpec secret;
    private final Clock clock;
    private final Map<String, Claims> opaque;
    private final String publishableKey;
    private final String secretKey;
    private final String anonKey;
    private final String serviceKey;

    Tokens(SupabaseSettings settings) {
        secret = new SecretKeySpec(settings.jwtSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        clock = settings.clock();
        publishableKey = settings.publishableKey();
        secretKey = settings.secretKey();
        opaque = Map.of(publishableKey, Claims.ANON, secretKey, Claims.SERVICE);
        anonKey = key("anon");
        serviceKey = key("service_role");
    }

    /** The public key, as a JWT. */
    public String anonKey() {
        return anonKey;
    }

    /** The key that may do everything, as a JWT. */
    public String serviceKey() {
        return serviceKey;
    }

    /** The public key in the newer form {@code sb_publishable_...}. */
    public String publishableKey() {
        return publishableKey;
    }

    /** The key that may do everything in the newer form {@code sb_secret_...}. */
    public String secretKey() {
        return secretKey;
    }

    public String sign(ObjectNode claims) {
        var signed = HEAD + "." + encode(Json.write(claims));
        return signed + "." + ENCODER.encodeToString(signature(signed));
    }

    /** Reads a token or a key. */
    public Claims verify(String token) throws TokenProblem {
        var known = opaque.get(token);
        return known == null ? Claims.of(claims(token)) : known;
    }

    /** Reads the claims of a token, whatever they are. */
    public JsonNode claims(String token) throws TokenProblem {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new TokenProblem(Kind.MALFORMED);
        }
        JsonNode claims;
        try {
            var expected = signature(parts[0] + "." + parts[1]);
            if (!"HS256".equals(Json.text(decode(parts[0]), "alg"))
                    || !MessageDigest.isEqual(expected, DECODER.decode(parts[2]))) {
                throw new TokenProblem(Kind.FOREIGN);
            }
            claims = decode(parts[1]);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new TokenProblem(Kind.MALFORMED);
        }
        var now = clock.instant().getEpochSecond();
        // The real services allow for clocks that differ; a test with a token of a second wouldn't see it expire.
        if (claims.has("exp") && claims.get("exp").asLong() <= now) {
            throw new TokenProblem(Kind.EXPIRED);
        }
        if (claims.has("nbf") && claims.get("nbf").asLong() > now + LEEWAY_SECONDS) {
            throw new TokenProblem(Kind.NOT_YET);
        }
        return claims;
    }

    private String key(String role) {
        var now = clock.instant().getEpochSecond();
        return sign(Json.object()
                .put("iss", "supabase")
                .put("ref", "standin")
                .put("role", role)
                .put("iat", now)
                .put("exp", now + KEY_LIFE.toSeconds()));
    }

    private byte[] signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing", e);
        }
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode decode(String part) {
        return Json.parse(new String(DECODER.decode(part), StandardCharsets.UTF_8));
    }
}
