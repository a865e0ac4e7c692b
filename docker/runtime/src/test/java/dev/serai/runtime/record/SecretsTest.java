package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = new Secrets(SecretValuesTest.of("sesame-open-1234", "abc"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Authorization",
                "X-Api-Key",
                "apiKey",
                "access_token",
                "accesstoken",
                "idtoken",
                "client_secret",
                "Cookie",
                "userPassword",
                "jwt",
                "pin",
                "signature",
                "db.pwd"
            })
    void namesOfSecretsAreKnown(String name) {
        assertThat(secrets.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "author",
                "keywords",
                "key",
                "sessionId",
                "prompt_tokens",
                "monkey",
                "spinner",
                "design",
                "code",
                "passage"
            })
    void namesThatOnlyLookLikeItAreNot(String name) {
        assertThat(secrets.isName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":\"ada\",\"password\":\"x\\\"y\"} | {\"user\":\"ada\",\"password\":\"***\"}",
                "{\"token\" : 123 , \"a\":1} | {\"token\" : \"***\" , \"a\":1}",
                "{\"credentials\":{\"a\":[1,{\"b\":\"}\"}]},\"c\":2} | {\"credentials\":\"***\",\"c\":2}",
                "{\"password\":null,\"secret\":\"\"} | {\"password\":null,\"secret\":\"\"}",
                "{\"a\":1,\"apiKey\":\"cut of | {\"a\":1,\"apiKey\":\"***\"",
                "user=ada&password=x&a=1 | user=ada&password=***&a=1",
                "https://x.org/?access_token=q#top | https://x.org/?access_token=***",
                "say sesame-open-1234 twice sesame-open-1234 | say *** twice ***",
                "the author says: key = value | the author says: key = value",
            })
    void secretsInTextsAreMasked(String text, String masked) {
        assertThat(secrets.masked(text)).isEqualTo(masked);
    }

    @Test
    void theBeginningOfASecretAtTheEndOfATextThatWasCutIsMasked() {
        assertThat(secrets.masked("it was cut at sesame-open-1", true)).isEqualTo("it was cut at ***");
        assertThat(secrets.masked("it was cut at sesame-open-1", false)).isEqualTo("it was cut at sesame-open-1");
    }

    @Test
    void aTextWithoutSecretsStaysTheSameObject() {
        var text = "{\"chatInput\":\"What is due?\",\"sessionId\":\"s1\"}";
        assertThat(secrets.masked(text)).isSameAs(text);
        assertThat(secrets.masked(null)).isNull();
    }

    @Test
    void hostileTextsAreReadInTimeThatGrowsWithTheirLength() {
        var quotes = "\"\\".repeat(100_000);
        var names = "\"password\":[".repeat(20_000);
        var equals = "=".repeat(200_000);
        assertThat(secrets.masked(quotes)).hasSize(200_000);
        assertThat(secrets.masked(names)).startsWith("\"password\":");
        assertThat(secrets.masked(equals)).hasSize(200_000);
    }
}
