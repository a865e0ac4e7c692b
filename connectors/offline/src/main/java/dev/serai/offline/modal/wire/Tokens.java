package dev.serai.offline.modal.wire;

import dev.serai.offline.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed tokens that are good for one thing and for a while. */
public final class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final byte[] secret = new byte[32];
    private final Supplier<Instant> now;

    public Tokens(Supplier<Instant> now) {
        this.now = now;
        new SecureRandom().nextBytes(secret);
    }

    /** A token in the form of a JWT, so that clients know when it ends. */
    public String issue(String use, String subject, Duration life) {
        var claims = Json.object()
                .put("use", use)
                .put("sub", subject)
                .put("exp", now.get().plus(life).getEpochSecond());
        var text = HEAD + "." + encoded(Json.write(claims));
        return text + "." + signature(text);
    }

    /** What a token was issued for, or null where it is not good. */
    public String subject(String use, String token) {
        var dot = token == null ? -1 : token.lastIndexOf('.');
        if (dot < 0 || !same(signature(token.substring(0, dot)), token.substring(dot + 1))) {
            return null;
        }
        var claims = Json.parse(new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, dot)), StandardCharsets.UTF_8));
        var good = use.equals(Json.text(claims, "use"))
                && now.get().getEpochSecond() < claims.path("exp").asLong();
        return good ? Json.text(claims, "sub") : null;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
