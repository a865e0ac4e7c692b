package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.runtime.Running;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxiesTest {

    private static final Proxies PROXIES = new Proxies(List.of("10.0.0.0/29", "192.168.1.5", "fd00::/64"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 1.2.3.4 | 203.0.113.9",
                "10.0.0.2 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.9 | 203.0.113.9 | 10.0.0.9",
                "10.0.0.2 | 1.2.3.4, 203.0.113.9 | 203.0.113.9",
                "10.0.0.2 | 1.2.3.4, 203.0.113.9, 192.168.1.5 | 203.0.113.9",
                "10.0.0.2 | 10.0.0.3 | 10.0.0.3",
                "10.0.0.2 | 203.0.113.9, nonsense | 10.0.0.2",
                "10.0.0.2 | zz:evil.example | 10.0.0.2",
                "10.0.0.2 | 203.0.113.9:4711 | 10.0.0.2",
                "10.0.0.2 | , | 10.0.0.2",
                "fd00::1%eth0 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "::ffff:10.0.0.2 | 203.0.113.9 | 203.0.113.9"
            })
    void onlyTrustedProxiesAreBelieved(String remote, String forwarded, String client) {
        assertThat(PROXIES.client(remote, List.of(forwarded))).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(PROXIES.client("10.0.0.2", List.of("1.2.3.4", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(PROXIES.client("10.0.0.2", List.of())).isEqualTo("10.0.0.2");
        assertThat(new Proxies(List.of()).client("10.0.0.2", List.of("1.2.3.4")))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void aListWithoutEndIsNotReadToItsEnd() {
        var endless = "10.0.0.3,".repeat(1000) + "10.0.0.3";
        assertThat(PROXIES.client("10.0.0.2", List.of("203.0.113.9," + endless)))
                .isEqualTo("10.0.0.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0", "/8"})
    void aNameIsNoProxy(String entry) {
        assertThatThrownBy(() -> new Proxies(List.of(entry)))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining("'" + entry + "'");
    }

    @Test
    void whoGuessesBehindAProxyLocksOutNobodyElse() throws Exception {
        var variables = Map.of(
                "SERAI_ENVIRONMENT", "public",
                "SERAI_ADDRESS", "127.0.0.1",
                "SERAI_ADMIN_PASSWORD", "correct horse battery",
                "SERAI_PROXIES", "127.0.0.1");
        try (var running = Running.start(variables)) {
            for (int i = 0; i < 10; i++) {
                // What the guesser claims stands before what the proxy says.
                assertThat(status(running, "10.9.9." + i + ", 203.0.113.9", "guess" + i))
                        .isEqualTo(401);
            }
            assertThat(status(running, "203.0.113.9", "correct horse battery")).isEqualTo(429);
            assertThat(status(running, "203.0.113.10", "correct horse battery")).isEqualTo(200);
        }
    }

    @Test
    void withoutTrustedProxiesTheHeaderSaysNothing() throws Exception {
        var variables = Map.of(
                "SERAI_ENVIRONMENT", "public",
                "SERAI_ADDRESS", "127.0.0.1",
                "SERAI_ADMIN_PASSWORD", "correct horse battery");
        try (var running = Running.start(variables)) {
            for (int i = 0; i < 10; i++) {
                assertThat(status(running, "203.0.113." + i, "guess" + i)).isEqualTo(401);
            }
            assertThat(status(running, "203.0.113.99", "correct horse battery")).isEqualTo(429);
        }
    }

    private static int status(Running running, String forwarded, String password) throws Exception {
        return running.get("/health", "X-Forwarded-For", forwarded, "Authorization", "Bearer " + password)
                .statusCode();
    }
}
