package dev.serai.offline.supabase.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords are kept as salted PBKDF2 hashes, with few rounds: they are tests' passwords, and tests are many. */
final class Passwords {
    private static final int ROUNDS = 10_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int SHORTEST = 6;
    // What the real service's hash can take.
    private static final int LONGEST = 72;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String checked(String password) {
        if (password == null || password.length() < SHORTEST) {
            throw AuthError.weakPassword();
        }
        if (password.length() > LONGEST) {
            throw AuthError.invalid("Password cannot be longer than 72 characters");
        }
        return password;
    }

    static String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return "pbkdf2$" + encode(salt) + "$" + encode(derive(password, salt));
    }

    static boolean matches(String password, String hash) {
        if (password == null || hash == null || password.length() > LONGEST) {
            return false;
        }
        var parts = hash.split("\\$");
        return parts.length == 3 && MessageDigest.isEqual(derive(password, decode(parts[1])), decode(parts[2]));
    }

    private static byte[] derive(String password, byte[] salt) {
        try {
            var key = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is missing", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
