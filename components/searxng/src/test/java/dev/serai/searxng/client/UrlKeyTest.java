package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a",
                "HTTPS://EXAMPLE.org/a",
                "https://example.org:443/a",
                "http://example.org:80/a",
                "https://example.org./a",
                "https://example.org/a/",
                "https://example.org/a#part",
                "https://example.org/a?",
                "https://example.org/a?utm_source=x&UTM_medium=y",
                "https://example.org/a?gclid=1&fbclid=2",
                "https://example.org/%61",
                " https://example.org/a "
            })
    void thisIsTheSamePage(String url) {
        assertThat(UrlKey.of(url)).isEqualTo(UrlKey.of("https://example.org/a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.org/a",
                "https://example.org/A",
                "https://example.org:8443/a",
                "https://example.org:80/a",
                "https://example.org/a?b=1",
                "https://example.org/a%2Fb",
                "https://example.org/a#!/b",
                "https://example.org/a#/b",
                "ftp://example.org/a"
            })
    void thisIsAnotherPage(String url) {
        assertThat(UrlKey.of(url)).isNotEqualTo(UrlKey.of("https://example.org/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example/,https://xn--bcher-kva.example",
        "https://a.example/%c3%a4,https://a.example/%C3%A4"
    })
    void otherSpellingsAreTheSame(String one, String other) {
        assertThat(UrlKey.of(one)).isEqualTo(UrlKey.of(other));
    }

    @Test
    void theOrderOfParametersAndTrackingNeverMatter() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var kept = new ArrayList<String>();
            for (var i = random.nextInt(6); i >= 0; i--) {
                kept.add("p" + i + "=" + random.nextInt(100));
            }
            var expected = UrlKey.of("https://example.org/x?" + String.join("&", kept));
            var mixed = new ArrayList<>(kept);
            mixed.addAll(List.of("utm_campaign=" + random.nextInt(), "msclkid=z"));
            Collections.shuffle(mixed, random);
            var key = UrlKey.of("http://Example.ORG:80/x/?" + String.join("&", mixed) + "#f" + round);
            assertThat(key).isEqualTo(expected);
            assertThat(UrlKey.of(key)).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "https://", "https://:/", "https://[::1", "https://a..b/%zz", "http://\\x"})
    void whatIsNoAddressIsStillAKey(String url) {
        assertThat(UrlKey.of(url)).isEqualTo(UrlKey.of(url));
    }

    @Test
    void longAddressesBecomeShortKeysThatDiffer() {
        var same = "https://example.org/" + "a".repeat(100_000);
        assertThat(UrlKey.of(same + "b")).hasSizeLessThanOrEqualTo(1_000).isNotEqualTo(UrlKey.of(same + "c"));
    }
}
