package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource({
        "http://h/p,                            http://h/p",
        "http://h:1/p?q=1&model=x,              http://h:1/p?q=1&model=x",
        "http://me:pw@h/p,                      http://***@h/p",
        "http://me:p%40w@h:1/a@b,               http://***@h:1/a@b",
        "http://h?key=k,                        http://h?key=***",
        "http://h/?a=1&api_key=k&b=2,           http://h/?a=1&api_key=***&b=2",
        "http://h/?X-Amz-Signature=s&sig=t,     http://h/?X-Amz-Signature=***&sig=***",
        "http://h/?accessToken=s;code=1,        http://h/?accessToken=***;code=***",
        "http://h/?%6bey=k,                     http://h/?%6bey=***",
        "http://h/?KEY=k=k,                     http://h/?KEY=***",
        "http://h/?key=&key,                    http://h/?key=***&key",
        "http://h/#access_token=t&x=1,          http://h/#access_token=***&x=1",
        "http://h/?zipcode=1&design=2&encoder=3,  http://h/?zipcode=1&design=2&encoder=3",
        "http://h/?auth=a&password=b&pwd=c&jwt=d, http://h/?auth=***&password=***&pwd=***&jwt=***"
    })
    void secretsOfAUriAreMasked(String uri, String masked) {
        assertThat(Redaction.uri(URI.create(uri))).hasToString(masked);
    }

    @Test
    void secretsOfATextAreMaskedAlsoInTheirUrlForm() {
        assertThat(Redaction.text("a s/1 b s%2F1 c s/12 d", List.of("s/1", "s/12", "", " ")))
                .isEqualTo("a *** b *** c *** d");
        assertThat(Redaction.text(null, List.of("x"))).isNull();
        assertThat(Redaction.text("x", null)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "PROXY-AUTHORIZATION",
                "cookie",
                "Set-Cookie",
                "X-Api-Key",
                "apikey",
                "X-Goog-Token",
                "client-secret",
                "X-Amz-Signature"
            })
    void sensitiveHeadersShowOnlyTheirName(String name) {
        assertThat(Redaction.headers(Map.of(name, "v", "Accept", "a")))
                .containsEntry(name, "***")
                .containsEntry("Accept", "a");
    }
}
