package dev.serai.items.script;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Binary;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What code does with bytes. They come and go as texts in which each character is a byte. */
final class ByteCalls {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_RANDOM = 65_536;

    /** As many elements a typed array may have. */
    private static final int LONGEST_FILE = 4 << 20;

    private ByteCalls() {}

    static Object call(String name, List<Object> values) {
        var text = text(values, 0);
        return switch (name) {
            case "bytes" -> latin(bytes(text, text(values, 1)));
            case "text" -> text(of(text), text(values, 1));
            case "digest" -> digest(text, values.get(1), of(text(values, 2)));
            case "mimeType" -> mimeType(text);
            default -> random(((Number) values.get(0)).doubleValue());
        };
    }

    /** A file as code gets it. */
    static byte[] ofFile(Binary file, String name) {
        if (file.data().length > LONGEST_FILE) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE,
                    "the file '" + name + "' has " + file.data().length + " bytes; code can take " + LONGEST_FILE);
        }
        return file.data();
    }

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] of(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(List<Object> values, int index) {
        return index < values.size() && values.get(index) != null ? String.valueOf(values.get(index)) : "";
    }

    private static byte[] bytes(String text, String encoding) {
        return switch (encoding) {
            case "base64", "base64url" -> base64(text);
            case "hex" -> hex(text);
            case "latin1", "ascii" -> low(text);
            default -> text.getBytes(charset(encoding));
        };
    }

    private static String text(byte[] bytes, String encoding) {
        return switch (encoding) {
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "ascii" -> {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] &= 0x7f;
                }
                yield latin(bytes);
            }
            default -> new String(bytes, charset(encoding));
        };
    }

    private static Charset charset(String encoding) {
        return switch (encoding) {
            case "utf16le" -> StandardCharsets.UTF_16LE;
            case "latin1" -> StandardCharsets.ISO_8859_1;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Both alphabets, and whatever else stands between is passed over. */
    private static byte[] base64(String text) {
        var end = text.indexOf('=');
        var digits = (end < 0 ? text : text.substring(0, end))
                .replace('-', '+')
                .replace('_', '/')
                .replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(digits.length() % 4 == 1 ? digits.substring(0, digits.length() - 1) : digits);
    }

    /** Up to the first pair that is none. */
    private static byte[] hex(String text) {
        int end = 0;
        while (end + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(end))
                && HexFormat.isHexDigit(text.charAt(end + 1))) {
            end += 2;
        }
        return HexFormat.of().parseHex(text, 0, end);
    }

    private static byte[] low(String text) {
        var bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** Null for an unknown algorithm; JavaScript says so. */
    private static String digest(String name, Object key, byte[] data) {
        var plain = name.toLowerCase(Locale.ROOT).replace("rsa-", "");
        var known = plain.matches("sha-?(1|224|256|384|512)")
                ? plain.replaceFirst("sha-?", "SHA-")
                : plain.matches("sha3-(224|256|384|512)|md5") ? plain.toUpperCase(Locale.ROOT) : null;
        if (known == null) {
            return null;
        }
        try {
            if (key == null) {
                return latin(MessageDigest.getInstance(known).digest(data));
            }
            var mac = Mac.getInstance("Hmac" + (known.startsWith("SHA-") ? known.replace("-", "") : known));
            var bytes = of(key.toString());
            // Keys are filled up with zeros, so one zero is the empty key, which Java refuses.
            mac.init(new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, mac.getAlgorithm()));
            return latin(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static String random(double size) {
        if (!(size >= 0 && size <= MOST_RANDOM)) {
            throw new ItemsException(ItemsError.EXPRESSION, "randomBytes() gives up to " + MOST_RANDOM + " bytes");
        }
        var bytes = new byte[(int) size];
        RANDOM.nextBytes(bytes);
        return latin(bytes);
    }

    private static String mimeType(String fileName) {
        var known = fileName.isEmpty() ? null : URLConnection.guessContentTypeFromName(fileName);
        return known == null ? "text/plain" : known;
    }
}
