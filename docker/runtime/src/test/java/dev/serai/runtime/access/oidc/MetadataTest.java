package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {

    private static final URI ISSUER = URI.create("https://login.example.org/home");

    private static ObjectNode good() {
        return Json.object()
                .put("issuer", ISSUER.toString())
                .put("authorization_endpoint", ISSUER + "/auth")
                .put("token_endpoint", "https://tokens.example.org/token")
                .put("jwks_uri", ISSUER + "/keys");
    }

    @Test
    void theSecretGoesIntoTheHeaderUnlessTheIssuerTakesItInTheBodyOnly() {
        assertThat(Metadata.of(good(), ISSUER).secretInBody()).isFalse();
        var said = good();
        said.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        assertThat(Metadata.of(said, ISSUER).secretInBody()).isTrue();
        said.withArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
        assertThat(Metadata.of(said, ISSUER).secretInBody()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, https://login.example.org/home/",
        "issuer, https://evil.example",
        "authorization_endpoint, http://login.example.org/auth",
        "authorization_endpoint, javascript:alert(1)",
        "token_endpoint, ''",
        "token_endpoint, http://127.0.0.1/token",
        "jwks_uri, http://login.example.org/keys",
        "jwks_uri, https://a b"
    })
    void whatCannotBeReliedOnIsRefused(String name, String value) {
        assertThatThrownBy(() -> Metadata.of(good().put(name, value), ISSUER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it");
    }
}
