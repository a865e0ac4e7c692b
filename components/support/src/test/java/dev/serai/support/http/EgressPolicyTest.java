package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "localhost", List.of("127.0.0.1", "::1"),
            "gpu.lan", List.of("192.168.1.20"),
            "api.example.com", List.of("93.184.216.34"),
            "example.com", List.of("93.184.216.34"),
            "mixed.example.net", List.of("10.0.0.1", "93.184.216.34"),
            "metadata.lan", List.of("169.254.169.254"),
            "xn--mnchen-3ya.example", List.of("93.184.216.34"));

    private static InetAddress[] resolve(String name) throws UnknownHostException {
        if (!NAMES.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        var addresses = NAMES.get(name).stream().map(HostLiteral::parse).toList();
        return addresses.toArray(InetAddress[]::new);
    }

    private static HttpFault refusal(List<String> allow, String uri) {
        var thrown = catchThrowable(
                () -> EgressPolicy.of(allow, EgressPolicyTest::resolve).check(URI.create(uri)));
        return (HttpFault) thrown;
    }

    private static void allows(List<String> allow, String uri) {
        assertThat(refusal(allow, uri)).as(uri).isNull();
    }

    private static void refuses(List<String> allow, String uri) {
        assertThat(refusal(allow, uri))
                .as(uri)
                .isNotNull()
                .extracting(HttpFault::kind)
                .isEqualTo(HttpFault.Kind.EGRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9:8080",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]:11434",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.1.2.3]",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "gpu.lan:11434",
                "GPU.Lan."
            })
    void localAddressesAreAllowed(String authority) {
        allows(List.of(), "http://" + authority + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "255.255.255.255",
                "224.0.0.1",
                "[::]",
                "[::2]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[fec0::1]",
                "[2001:db8::1]",
                "[ff02::1]",
                "[::ffff:169.254.169.254]",
                "[::ffff:8.8.8.8]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "api.example.com",
                "mixed.example.net",
                "metadata.lan",
                "METADATA.LAN."
            })
    void allElseIsRefused(String authority) {
        refuses(List.of(), "http://" + authority + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "017700000001",
                "127.1",
                "0x7f.1",
                "127.0.0.0x1",
                "127.0.0.1.",
                "127.0.0.01",
                "127.0.1",
                "1.2.3.4.5",
                "256.0.0.1",
                "2852039166",
                "a.1",
                "0x"
            })
    void oddFormsOfAddressesAreRefusedWhateverTheyMean(String host) {
        var policy = EgressPolicy.of(List.of("0.0.0.0/0", "::/0"), EgressPolicyTest::resolve);
        // where java.net.URI takes the form for no host at all, the call can't be built in the first place
        if (URI.create("http://" + host + "/").getHost() == null) {
            assertThatThrownBy(() ->
                            HttpCall.get(URI.create("http://" + host + "/")).build())
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThatThrownBy(() -> policy.check(URI.create("http://" + host + "/")))
                    .isInstanceOfSatisfying(
                            HttpFault.class, f -> assertThat(f.kind()).isEqualTo(HttpFault.Kind.EGRESS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com,       http://api.example.com/,        true",
        "API.Example.COM.,      https://api.example.com./,      true",
        "api.example.com,       http://API.EXAMPLE.COM/,        true",
        "api.example.com,       http://example.com/,            false",
        "example.com,           http://api.example.com/,        false",
        "*.example.com,         http://api.example.com/,        true",
        "*.example.com,         http://example.com/,            false",
        "*.ample.com,           http://api.example.com/,        false",
        "*.example.com:443,     https://api.example.com/,       true",
        "*.example.com:443,     http://api.example.com/,        false",
        "api.example.com:8443,  https://api.example.com:8443/,  true",
        "api.example.com:8443,  https://api.example.com/,       false",
        "api.example.com:80,    http://api.example.com/,        true",
        "münchen.example,       http://xn--mnchen-3ya.example/, true",
        "93.184.216.34,         http://api.example.com/,        true",
        "93.184.216.34:443,     http://api.example.com/,        false",
        "93.184.216.34,         http://mixed.example.net/,      true",
        "93.184.0.0/16,         http://93.184.216.34/,          true",
        "93.184.0.0/17,         http://93.184.216.34/,          false",
        "100.64.0.0/10,         http://100.127.255.255/,        true",
        "100.64.0.0/10,         http://100.128.0.0/,            false",
        "100.64.0.0/10,         http://[::ffff:100.64.0.1]/,    true",
        "8.8.8.8,               http://8.8.8.8/,                true",
        "8.8.8.8:53,            http://8.8.8.8/,                false",
        "2001:db8::/32,         http://[2001:db8:1::1]/,        true",
        "2001:db8::/32,         http://[2001:db9::1]/,          false",
        "2001:db8::1,           http://[2001:db8::1]/,          true",
        "[2001:db8::1]:8080,    http://[2001:db8::1]:8080/,     true",
        "[2001:db8::1]:8080,    http://[2001:db8::1]/,          false",
        "metadata.lan,          http://metadata.lan/,           true",
        "0.0.0.0/0,             http://1.2.3.4/,                true",
        "::/0,                  http://1.2.3.4/,                false"
    })
    void theListAllowsMore(String entry, String uri, boolean allowed) {
        if (allowed) {
            allows(List.of("other.example", entry), uri);
        } else {
            refuses(List.of("other.example", entry), uri);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "http://example.com",
                "example.com:",
                "example.com:http",
                "example.com:70000",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "example.com/8",
                "[::1",
                "a b",
                "*.*.com",
                "127.1",
                "10.0.0.0/-1",
                "[::1]x"
            })
    void whatIsNoEntryIsRefusedByName(String entry) {
        assertThatThrownBy(() -> EgressPolicy.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry);
    }

    @Test
    void theFaultNamesTheHostTheAddressAndTheSetting() {
        assertThat(refusal(List.of(), "http://user:pw@mixed.example.net/?key=k"))
                .hasMessage("connections to 'mixed.example.net' (93.184.216.34) aren't allowed; the setting "
                        + "serai.egress.allow=mixed.example.net would allow them");
        assertThat(refusal(List.of(), "http://8.8.8.8/")).hasMessageContaining("serai.egress.allow=8.8.8.8 ");
        assertThat(refusal(List.of(), "http://8.8.8.8/").nothingSent()).isTrue();
    }

    @Test
    void whatTheFaultSuggestsWorks() {
        for (var uri : List.of("http://8.8.8.8/", "http://[2001:db8::1]/", "http://api.example.com./")) {
            var message = refusal(List.of(), uri).getMessage();
            var entry = message.replaceAll(".*serai.egress.allow=(\\S+) .*", "$1");
            allows(List.of(entry), uri);
        }
    }

    @Test
    void literalsAndListedNamesNeedNoResolution() {
        var policy = EgressPolicy.of(List.of("api.example.com"), name -> {
            throw new AssertionError("resolved " + name);
        });
        for (var host : List.of("127.0.0.1", "[::1]", "api.example.com")) {
            var uri = URI.create("http://" + host + "/");
            assertThat(policy.needsResolution(uri)).isFalse();
            assertThatCode(() -> policy.check(uri)).doesNotThrowAnyException();
        }
        assertThat(policy.needsResolution(URI.create("http://localhost/"))).isTrue();
        assertThat(policy.needsResolution(URI.create("http://8.8.8.8/"))).isFalse();
    }

    @Test
    void anUnknownNameIsNotAnEgressFault() {
        assertThat(refusal(List.of(), "http://nowhere.example/").kind()).isEqualTo(HttpFault.Kind.UNKNOWN_HOST);
    }
}
