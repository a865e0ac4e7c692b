package dev.serai.daytona.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed, as in a log or a debugger, tells no secret. */
class WordsTest {

    private static final String SECRET = "s3cr3t-0123456789";

    @Test
    void noSecretIsPrinted() {
        var env = Map.of("TOKEN", SECRET);
        var plan = new CommandPlan("echo " + SECRET, "/w", env, Duration.ofSeconds(1), 1, Duration.ZERO);
        var wish = new PtyWish("t1", 80, 24, "/w", env);
        var gateway = new Gateway(
                null,
                URI.create("http://me:" + SECRET + "@here/api"),
                Map.of("Authorization", "Bearer " + SECRET),
                List.of(SECRET),
                HttpLimits.DEFAULTS,
                RetryPolicy.attempts(1),
                new Farewells());
        assertThat(List.of(plan, wish, gateway))
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain(SECRET));
        assertThat(gateway.toString()).contains("here/api");
        assertThat(wish.toString()).contains("t1");
        assertThat(plan.toString()).contains("/w");
    }
}
