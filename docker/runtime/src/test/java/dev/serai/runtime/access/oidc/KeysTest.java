package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final Signer RSA = Signer.rsa("r");
    private static final Signer EC = Signer.ec("e");
    private static final Map<String, String> CLAIMS = Map.of("sub", "1");

    private static Keys keys(ObjectNode... shown) {
        var set = Json.object();
        var keys = set.putArray("keys");
        for (var key : shown) {
            keys.add(key);
        }
        return Keys.of(set);
    }

    private static String part(Object value) {
        return Signer.text(Json.bytes(value));
    }

    @Test
    void bothKindsOfSignatureAreChecked() {
        var keys = keys(RSA.shown(), EC.shown());
        for (var signer : new Signer[] {RSA, EC}) {
            var token = signer.sign(CLAIMS);
            assertThat(keys.verify(Jwt.parse(token))).isTrue();
            var other = token.substring(0, token.indexOf('.') + 1)
                    + part(Map.of("sub", "2"))
                    + token.substring(token.lastIndexOf('.'));
            assertThat(keys.verify(Jwt.parse(other))).isFalse();
        }
        var stranger = Jwt.parse(Signer.rsa("r").sign(CLAIMS));
        assertThat(keys.know(stranger)).isTrue();
        assertThat(keys.verify(stranger)).isFalse();
    }

    @Test
    void aTokenWithoutAKeysNameNeedsTheOnlyKey() {
        var token = Jwt.parse(RSA.sign(Map.of("alg", "RS256"), CLAIMS));
        assertThat(keys(RSA.shown(), EC.shown()).verify(token)).isTrue();
        assertThat(keys(RSA.shown(), Signer.rsa("other").shown()).know(token)).isFalse();
    }

    @Test
    void keysForOtherThingsAreLeftOut() {
        var token = Jwt.parse(RSA.sign(CLAIMS));
        assertThat(keys(RSA.shown().put("use", "enc")).know(token)).isFalse();
        assertThat(keys(RSA.shown().put("alg", "RS512")).know(token)).isFalse();
        assertThat(keys(Signer.rsa("r", 1024).shown()).areEmpty()).isTrue();
        assertThat(keys(EC.shown().put("crv", "P-384")).areEmpty()).isTrue();
        assertThat(keys(EC.shown().put("x", "%%%")).areEmpty()).isTrue();
        assertThat(keys(Json.object().put("kty", "oct").put("k", "c2VjcmV0")).areEmpty())
                .isTrue();
        assertThat(Keys.of(Json.object().put("keys", "none")).areEmpty()).isTrue();
    }

    @Test
    void aSignatureOfZerosSignsNothing() {
        var keys = keys(EC.shown());
        for (var length : new int[] {1, 63, 64, 65}) {
            var token =
                    part(Map.of("alg", "ES256", "kid", "e")) + "." + part(CLAIMS) + "." + Signer.text(new byte[length]);
            assertThat(keys.verify(Jwt.parse(token))).isFalse();
        }
    }

    /** The public key is no secret, so it must not count as one. */
    @Test
    void aTokenSignedByThePublicKeyIsNone() throws Exception {
        var signed = part(Map.of("alg", "HS256", "kid", "r")) + "." + part(CLAIMS);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RSA.publicKey(), "HmacSHA256"));
        var token = signed + "." + Signer.text(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> Jwt.parse(token)).hasMessageContaining("RS256 or ES256");
    }

    @Test
    void otherKindsOfTokensAreRefused() {
        for (var header : new Map<?, ?>[] {
            Map.of("alg", "none"),
            Map.of("alg", "RS256", "typ", "logout+jwt"),
            Map.of("alg", "RS256", "crit", new String[] {"b64"})
        }) {
            var token = part(header) + "." + part(CLAIMS) + ".AAAA";
            assertThatThrownBy(() -> Jwt.parse(token)).hasMessageContaining("RUNTIME-112");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eyJ", "eyJ.eyJ.", "a.b.c", "eyJ.eyJ.x", "eyJhIjox.eyJh.AAAA", "eyJ0.W10.A", "eyJ9..A"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> Jwt.parse(text)).hasMessageContaining("RUNTIME-112");
    }

    @Test
    void aTokenWithoutEndIsNotRead() {
        assertThat(Jwt.isLike("eyJ." + "a".repeat(20_000) + ".a")).isFalse();
    }
}
