package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttemptsTest {

    @Test
    void anAddressThatGuessesIsLockedOutForAWhile() {
        var now = new long[] {1_000_000};
        var attempts = new Attempts(new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now[0]);
            }
        });
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.areTooMany("a")).isFalse();
            attempts.failed("a");
        }
        assertThat(attempts.areTooMany("a")).isTrue();
        assertThat(attempts.areTooMany("b")).isFalse();
        now[0] += 300_000;
        assertThat(attempts.areTooMany("a")).isFalse();
    }

    @Test
    void theAddressesOfOneNetworkAreOneByIpv6() {
        var attempts = new Attempts(Clock.systemUTC());
        for (int i = 0; i < 10; i++) {
            attempts.failed("2001:db8:1:2::" + i);
        }
        assertThat(attempts.areTooMany("2001:db8:1:2:ffff::1")).isTrue();
        assertThat(attempts.areTooMany("2001:db8:1:3::1")).isFalse();
    }

    @Test
    void theRightPasswordDoesNotHelpWhoHasGuessedTooOften() throws Exception {
        var password = "correct horse battery";
        try (var running = Running.start(Map.of(
                "SERAI_ENVIRONMENT", "public", "SERAI_ADDRESS", "127.0.0.1", "SERAI_ADMIN_PASSWORD", password))) {
            for (int i = 0; i < 10; i++) {
                assertThat(running.get("/health", "Authorization", "Bearer guess" + i)
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(running.get("/health", "Authorization", "Bearer " + password)
                            .statusCode())
                    .isEqualTo(429);
            var form = running.post(
                    "/login", "password=correct+horse+battery", "Content-Type", "application/x-www-form-urlencoded");
            assertThat(form.statusCode()).isEqualTo(429);
        }
    }
}
