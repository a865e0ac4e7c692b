package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final RetryPolicy POLICY =
            new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(5), Set.of());

    @ParameterizedTest
    @CsvSource({"1, 50, 100", "2, 100, 200", "3, 200, 400", "7, 2500, 5000", "60, 2500, 5000"})
    void theDelayDoublesUpToTheLongestWithAJitter(int attempt, long least, long most) {
        for (var i = 0; i < 100; i++) {
            assertThat(POLICY.delayAfter(attempt)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "5 | 5",
                " 3 | 3",
                "Thu, 01 Jan 2026 00:00:04 GMT | 4",
                "Wed, 31 Dec 2025 23:59:00 GMT | 0"
            })
    void whatTheServerAsksForIsWaitedFor(String retryAfter, long seconds) {
        assertThat(POLICY.delayAfter(1, retryAfter, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "99999999999999999999", "Thu, 01 Jan 2026 00:00:06 GMT"})
    void whatIsTooLongIsNotWaitedFor(String retryAfter) {
        assertThat(POLICY.delayAfter(1, retryAfter, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5"})
    void whatCantBeReadIsAsIfNotSaid(String retryAfter) {
        assertThat(POLICY.delayAfter(1, retryAfter, NOW).orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aPolicyHasAtLeastOneAttempt() {
        assertThatThrownBy(() -> RetryPolicy.attempts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(RetryPolicy.NONE.delayAfter(1)).isZero();
    }
}
