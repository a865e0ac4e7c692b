package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys that clients may have. Only their hashes are kept. */
final class Keys {

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]{1,50})=(\\S+)");
    private static final String BEARER = "bearer ";
    private static final int SHORTEST = 16;

    private final Map<String, byte[]> hashes = new LinkedHashMap<>();

    /** @param keys name=key, separated by commas; null when everyone may ask */
    Keys(String keys) {
        if (keys == null) {
            return;
        }
        for (var entry : keys.split(",")) {
            var parts = ENTRY.matcher(entry.strip());
            if (!parts.matches() || parts.group(2).length() < SHORTEST) {
                // The entry itself is a secret.
                throw new GatewayException(
                        GatewayError.BAD_OPTION,
                        "entry " + (hashes.size() + 1) + " of keys is not a name, an equals sign and a key of at least "
                                + SHORTEST + " characters",
                        "Write keys as open-webui=<key>,other-client=<key>.",
                        null);
            }
            if (hashes.put(parts.group(1), hash(parts.group(2))) != null) {
                throw new GatewayException(GatewayError.BAD_OPTION, "keys has the name '" + parts.group(1) + "' twice");
            }
        }
    }

    /** The name of the client's key, or null when there are no keys. */
    String client(Head head) {
        if (hashes.isEmpty()) {
            return null;
        }
        var header = head.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new GatewayException(GatewayError.BAD_KEY, "the request has no key");
        }
        var given = hash(header.substring(BEARER.length()).strip());
        String name = null;
        // All are compared, each in constant time, so that the time tells nothing.
        for (var entry : hashes.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), given)) {
                name = entry.getKey();
            }
        }
        if (name == null) {
            throw new GatewayException(GatewayError.BAD_KEY, "the key is not one of those known here");
        }
        return name;
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
