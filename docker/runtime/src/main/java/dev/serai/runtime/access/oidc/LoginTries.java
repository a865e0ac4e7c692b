package dev.serai.runtime.access.oidc;

import dev.serai.runtime.access.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins under way. All that belongs to one follows from its cookie and a key of this process, so that strangers who
 * begin many leave nothing behind. A login that a restart interrupts begins anew.
 */
public final class LoginTries {

    static final long LONGEST_MILLIS = 10 * 60_000L;

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes();
    private final Clock clock;

    public LoginTries(Clock clock) {
        this.clock = clock;
    }

    public LoginTry begin() {
        var seed = text(bytes()) + "." + clock.millis();
        return of(seed + "." + follows("cookie", seed), seed);
    }

    /** Null where the cookie is none of ours, or too old. */
    public LoginTry find(String cookie) {
        var end = cookie == null ? -1 : cookie.lastIndexOf('.');
        if (end < 0) {
            return null;
        }
        var seed = cookie.substring(0, end);
        if (!Passwords.same(cookie.substring(end + 1), follows("cookie", seed))) {
            return null;
        }
        var age = clock.millis() - Long.parseLong(seed.substring(seed.lastIndexOf('.') + 1));
        return age <= LONGEST_MILLIS ? of(cookie, seed) : null;
    }

    private LoginTry of(String cookie, String seed) {
        return new LoginTry(cookie, follows("state", seed), follows("nonce", seed), follows("verifier", seed));
    }

    private String follows(String what, String seed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return text(mac.doFinal((what + ":" + seed).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
