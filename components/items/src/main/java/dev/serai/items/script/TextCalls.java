package dev.serai.items.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What JavaScript alone cannot do with text. */
final class TextCalls {

    private static final Map<String, String> DIGESTS = Map.of(
            "md5",
            "MD5",
            "sha1",
            "SHA-1",
            "sha224",
            "SHA-224",
            "sha256",
            "SHA-256",
            "sha384",
            "SHA-384",
            "sha512",
            "SHA-512",
            "sha3",
            "SHA3-512");

    private TextCalls() {}

    static Object call(String name, List<Object> values) {
        var text = values.isEmpty() || values.get(0) == null ? "" : String.valueOf(values.get(0));
        return switch (name) {
            case "hash" ->
                hash(text, values.size() > 1 && values.get(1) != null ? String.valueOf(values.get(1)) : "md5");
            case "base64" -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            default -> unbase64(text);
        };
    }

    private static String unbase64(String text) {
        try {
            return new String(
                    Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/')), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Null for an unknown algorithm; JavaScript says so. */
    private static String hash(String text, String algorithm) {
        var known = DIGESTS.get(algorithm.toLowerCase(Locale.ROOT));
        if (known == null) {
            return null;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(known).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }
}
