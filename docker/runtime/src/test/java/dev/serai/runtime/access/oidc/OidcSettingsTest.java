package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.runtime.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {

    private static Map<String, String> good() {
        return new HashMap<>(Map.of(
                "serai.environment", "public",
                "serai.public-url", "https://serai.example.org",
                "serai.oidc.issuer", "https://login.example.org/realms/home",
                "serai.oidc.client-id", "serai",
                "serai.oidc.client-secret", "s3cret",
                "serai.oidc.allowed", "ann@example.org, group:editors"));
    }

    private static OidcSettings read(Map<String, String> settings) {
        return OidcSettings.of(Settings.of(settings::get));
    }

    @Test
    void anIssuerIsEnoughForPublic() {
        var settings = read(good());
        assertThat(settings.redirect()).hasToString("https://serai.example.org/login/oidc/callback");
        assertThat(settings.scope()).isEqualTo("openid email");
        assertThat(settings.audience()).isNull();
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void withoutAnIssuerThereIsNothing() {
        assertThat(read(Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "serai.public-url, SERAI_PUBLIC_URL",
        "serai.oidc.client-id, SERAI_OIDC_CLIENT_ID",
        "serai.oidc.allowed, SERAI_OIDC_ALLOWED names nobody"
    })
    void whatIsMissingIsNamed(String missing, String named) {
        var settings = good();
        settings.remove(missing);
        assertThatThrownBy(() -> read(settings))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.example.org",
                "http://login.example.org",
                "http://127.0.0.1.example.org",
                "https://user:s3cret@login.example.org",
                "https://login.example.org?a=b",
                "https://login.example.org#a",
                "ftp://login.example.org",
                "https:// login"
            })
    void anIssuerWithoutTlsIsNotTrusted(String issuer) {
        var settings = good();
        settings.put("serai.oidc.issuer", issuer);
        assertThatThrownBy(() -> read(settings))
                .hasMessageContaining("SERAI_OIDC_ISSUER is no address")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080/realms/home", "http://[::1]:8080"})
    void onThisMachineNoTlsIsNeeded(String issuer) {
        var settings = good();
        settings.put("serai.oidc.issuer", issuer);
        assertThat(read(settings).issuer()).hasToString(issuer);
    }

    @Test
    void aSettingWithoutItsIssuerIsAMistake() {
        assertThatThrownBy(() -> read(Map.of("serai.oidc.client-id", "serai")))
                .hasMessageContaining("serai.oidc.client-id is set and serai.oidc.issuer is not");
    }

    @Test
    void theScopeNeedsTheWordThatMakesItALogin() {
        var settings = good();
        settings.put("serai.oidc.scope", "email groups");
        assertThatThrownBy(() -> read(settings)).hasMessageContaining("SERAI_OIDC_SCOPE has no openid");
    }
}
