package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The public keys of an issuer that its tokens may be signed with; those of other kinds are left out. */
final class Keys {

    private static final int MOST = 100;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;
    private static final int HALF = 32;

    /** @param id null where the issuer gave none */
    private record Key(String id, String algorithm, PublicKey key) {}

    private final List<Key> keys = new ArrayList<>();

    private Keys() {}

    /** @param set as the issuer gives it */
    static Keys of(JsonNode set) {
        var keys = new Keys();
        for (var key : set.path("keys")) {
            if (keys.keys.size() < MOST) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void add(JsonNode key) {
        var use = key.path("use").asText("sig");
        var algorithm = switch (key.path("kty").asText()) {
            case "RSA" -> "RS256";
            case "EC" -> "ES256";
            default -> null;
        };
        if (algorithm == null
                || !use.equals("sig")
                || !key.path("alg").asText(algorithm).equals(algorithm)) {
            return;
        }
        try {
            var made = algorithm.equals("RS256") ? rsa(key) : ec(key);
            if (made != null) {
                var id = key.path("kid");
                keys.add(new Key(id.isTextual() ? id.textValue() : null, algorithm, made));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // One that cannot be read is one that no token is checked by.
            return;
        }
    }

    private static PublicKey rsa(JsonNode key) throws GeneralSecurityException {
        var modulus = number(key.path("n").asText());
        if (modulus.bitLength() < SHORTEST_RSA || modulus.bitLength() > LONGEST_RSA) {
            return null;
        }
        var spec = new RSAPublicKeySpec(modulus, number(key.path("e").asText()));
        return KeyFactory.getInstance("RSA").generatePublic(spec);
    }

    private static PublicKey ec(JsonNode key) throws GeneralSecurityException {
        if (!key.path("crv").asText().equals("P-256")) {
            return null;
        }
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point =
                new ECPoint(number(key.path("x").asText()), number(key.path("y").asText()));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    boolean areEmpty() {
        return keys.isEmpty();
    }

    /** Whether there is a key that this token says it is signed with; without a name there must be one only. */
    boolean know(Jwt token) {
        return key(token) != null;
    }

    boolean verify(Jwt token) {
        var key = key(token);
        try {
            return key != null
                    && (token.algorithm().equals("RS256")
                            ? verify("SHA256withRSA", key, token)
                            : isPair(token.signature()) && verify("SHA256withECDSAinP1363Format", key, token));
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length, for one.
            return false;
        }
    }

    private PublicKey key(Jwt token) {
        var fit = keys.stream()
                .filter(key -> key.algorithm().equals(token.algorithm()))
                .filter(key -> token.keyId() == null || token.keyId().equals(key.id()))
                .toList();
        return fit.size() == 1 ? fit.get(0).key() : null;
    }

    private static boolean verify(String algorithm, PublicKey key, Jwt token) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(token.signed());
        return signature.verify(token.signature());
    }

    /** Two numbers that are not zero, which some Java versions take for a signature of anything. */
    private static boolean isPair(byte[] signature) {
        return signature.length == 2 * HALF
                && new BigInteger(1, signature, 0, HALF).signum() > 0
                && new BigInteger(1, signature, HALF, HALF).signum() > 0;
    }
}
