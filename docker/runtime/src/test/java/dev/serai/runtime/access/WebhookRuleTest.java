package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.runtime.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRuleTest {

    private static final String SECRET = "secret=0123456789abcdef";

    private static Map<String, String> fields(String text) {
        return Arrays.stream(text.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    @Test
    void aWindowIsATimeAsElsewhere() {
        assertThat(WebhookRule.of("orders", fields("auth=hmac window=2m " + SECRET))
                        .window())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(WebhookRule.of("orders", fields("auth=hmac window=PT90S " + SECRET))
                        .window())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "auth=hmac window=-5m secret=0123456789abcdef, serai.webhooks.orders.window is '-5m'",
        "auth=hmac window=0s secret=0123456789abcdef, a window of no time",
        "auth=hmac window=soon secret=0123456789abcdef, serai.webhooks.orders.window is 'soon'",
        "auth=header window=5m secret=0123456789abcdef, which only signatures have",
        "auth=none secret=0123456789abcdef, that nobody asks for",
        "auth=none name=X-Token, that nobody asks for",
        "auth=header secret=short, no secret of 16 characters"
    })
    void whatWouldDoNothingOrRefuseEverythingIsRefused(String text, String fact) {
        assertThatThrownBy(() -> WebhookRule.of("orders", fields(text)))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining(fact)
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void settingsThatOpenNoWebhookAreKnown() {
        var settings = Settings.of(Map.<String, String>of()::get);
        var webhooks = new Webhooks(
                new Access(settings, Clock.systemUTC()),
                Map.of(
                        "serai.webhooks.[orders].auth", "none",
                        "serai.webhooks.ordres.auth", "none",
                        "SERAI_WEBHOOKS_NEWS_LETTER_AUTH", "none"),
                Clock.systemUTC());
        assertThat(webhooks.unused()).hasSize(3);
        webhooks.rule("orders", "/in/orders");
        webhooks.rule("route1", "/news-letter");
        assertThat(webhooks.unused()).containsExactly("serai.webhooks.ordres");
    }
}
