package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.runtime.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RotationTest {

    private static final String AUDIENCE = "serai-api";

    private static Oidc oidc(StandInIssuer issuer, Clock clock) {
        var settings = Map.of(
                "serai.environment",
                "public",
                "serai.public-url",
                "https://serai.example.org",
                "serai.oidc.issuer",
                issuer.url(),
                "serai.oidc.client-id",
                StandInIssuer.CLIENT,
                "serai.oidc.audience",
                AUDIENCE,
                "serai.oidc.allowed",
                "*");
        return Oidc.of(Settings.of(settings::get), clock);
    }

    private static String name(Oidc oidc, StandInIssuer issuer) throws Exception {
        return oidc.caller(issuer.signer().sign(issuer.claims(AUDIENCE)))
                .get(20, TimeUnit.SECONDS)
                .name();
    }

    @Test
    void aNewKeyIsFoundWhenThePauseHasPassed() throws Exception {
        // The tokens' times are those of the machine, so the clock is moved against it by less than they last.
        var offset = new Duration[] {Duration.ZERO};
        var clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.Instant instant() {
                return java.time.Instant.now().plus(offset[0]);
            }
        };
        try (var issuer = StandInIssuer.start("https://serai.example.org/login/oidc/callback");
                var oidc = oidc(issuer, clock)) {
            assertThat(name(oidc, issuer)).isEqualTo("ann@example.org");
            offset[0] = Duration.ofSeconds(20);
            issuer.rotate(Signer.ec("second"));
            assertThat(name(oidc, issuer)).isEqualTo("ann@example.org");
            assertThat(issuer.keyRequests()).isEqualTo(2);
            offset[0] = Duration.ofSeconds(40);
            var old = Signer.rsa("first").sign(issuer.claims(AUDIENCE));
            assertThatThrownBy(() -> oidc.caller(old).get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("has no such key");
        }
    }
}
