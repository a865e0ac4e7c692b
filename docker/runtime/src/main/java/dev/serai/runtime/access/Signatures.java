package dev.serai.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures over the time and the body, each of which counts once. */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int MOST_USED = 100_000;

    private final Clock clock;
    private final Map<String, Long> used = new LinkedHashMap<>();

    Signatures(Clock clock) {
        this.clock = clock;
    }

    boolean isGood(WebhookRule rule, String timestamp, String signature, byte[] body) {
        long time;
        try {
            time = Math.multiplyExact(Long.parseLong(String.valueOf(timestamp)), 1000L);
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
        var age = Math.abs(clock.millis() - time);
        if (age < 0 || age > rule.window().toMillis() || signature == null) {
            return false;
        }
        var expected = sign(rule.secret(), timestamp, body);
        var given = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        given.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                && isFirst(expected, time + rule.window().toMillis());
    }

    /** When there are too many to remember, new ones are refused: an old one must not count again. */
    private synchronized boolean isFirst(String signature, long until) {
        var now = clock.millis();
        if (used.size() >= MOST_USED) {
            used.values().removeIf(end -> end < now);
        }
        return used.size() < MOST_USED && used.putIfAbsent(signature, until) == null;
    }

    static String sign(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
