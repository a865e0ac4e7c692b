package dev.serai.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Compares secrets in a time that does not depend on them. */
public final class Passwords {

    private Passwords() {}

    public static boolean same(String given, String secret) {
        return given != null && secret != null && MessageDigest.isEqual(digest(given), digest(secret));
    }

    /** Digests have one length, so the time does not show the length of the secret either. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The user and the password of a header, or null. */
    static String[] basic(String authorization) {
        var encoded = after("Basic ", authorization);
        if (encoded == null) {
            return null;
        }
        try {
            var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0 ? null : new String[] {text.substring(0, colon), text.substring(colon + 1)};
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String bearer(String authorization) {
        return after("Bearer ", authorization);
    }

    private static String after(String scheme, String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }
}
