package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** A key of an issuer's, with which it signs tokens. */
public final class Signer {

    private static final int HALF = 32;

    private final String id;
    private final String algorithm;
    private final KeyPair pair;

    private Signer(String id, String algorithm, KeyPair pair) {
        this.id = id;
        this.algorithm = algorithm;
        this.pair = pair;
    }

    public static Signer rsa(String id) {
        return rsa(id, 2048);
    }

    static Signer rsa(String id, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new Signer(id, "RS256", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Signer ec(String id) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new Signer(id, "ES256", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as the issuer shows it. */
    ObjectNode shown() {
        var node = Json.object().put("kid", id).put("use", "sig").put("alg", algorithm);
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return node.put("kty", "RSA")
                    .put("n", text(rsa.getModulus().toByteArray()))
                    .put("e", text(rsa.getPublicExponent().toByteArray()));
        }
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return node.put("kty", "EC")
                .put("crv", "P-256")
                .put("x", text(fixed(point.getAffineX())))
                .put("y", text(fixed(point.getAffineY())));
    }

    byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    public String sign(Map<String, ?> claims) {
        return sign(Map.of("alg", algorithm, "kid", id, "typ", "JWT"), claims);
    }

    String sign(Map<String, ?> header, Map<String, ?> claims) {
        try {
            var signature =
                    Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            var signed = text(Json.bytes(header)) + "." + text(Json.bytes(claims));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = new byte[HALF];
        var all = number.toByteArray();
        var length = Math.min(HALF, all.length);
        System.arraycopy(all, all.length - length, bytes, HALF - length, length);
        return bytes;
    }
}
