package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options say about addresses, and what is put into them. */
class AddressTest {

    private static final Function<String, IllegalArgumentException> BAD = IllegalArgumentException::new;

    @ParameterizedTest
    @CsvSource({"http://h:1/api/,http://h:1/api", "https://h,https://h"})
    void anAddressEndsWithoutASlash(String given, String address) {
        assertThat(BaseAddress.of("url", given, BAD)).hasToString(address);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void noAddressIsTold(String given) {
        assertThatThrownBy(() -> BaseAddress.of("url", given, BAD)).hasMessage("url is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h:1", "ftp://h", "http://h?a=b", "http://h#a", "http:///p", "http://me:p/w@h ", "//me:p@w@h"})
    void whatIsNoAddressIsToldWithoutItsLogin(String given) {
        assertThatThrownBy(() -> BaseAddress.of("url", given, BAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url '")
                .hasMessageNotContaining("me:")
                .hasMessageNotContaining("w@");
    }

    @Test
    void severalAddressesAreShownWithoutTheirLogins() {
        assertThat(Redaction.logins("http://a:1,http://me:p/w@b:2, c:3")).isEqualTo("http://a:1,http://***@b:2, c:3");
        assertThat(Redaction.logins(null)).isNull();
    }

    @Test
    void whatHeadersHoldIsSecretUnlessItIsAHarmlessWord() {
        assertThat(Redaction.secrets(Map.of("Accept", "json"))).isEmpty();
        assertThat(Redaction.secrets(Map.of("X-Key", "k"))).containsExactly("k");
        assertThat(Redaction.secrets(Map.of("X-Tenant", "tenant"))).containsExactly("tenant");
        assertThat(Redaction.secrets(Map.of("Authorization", "Basic abcdefg")))
                .containsExactly("Basic abcdefg", "abcdefg");
    }

    @Test
    void aNameStaysOneSegmentOfAPath() {
        assertThat(Encoding.segment("a b/c?d+e", BAD)).isEqualTo("a%20b%2Fc%3Fd%2Be");
        assertThat(Encoding.part("..")).isEqualTo("..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> Encoding.segment(name, BAD)).hasMessage("'" + name + "' cannot be a name in a path");
    }
}
