package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebEgressPolicyTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "localhost", List.of("127.0.0.1", "::1"),
            "wiki.lan", List.of("192.168.1.5"),
            "www.example.com", List.of("93.184.216.34", "2606:2800:21f:cb07::1"),
            "in.example.com", List.of("10.0.0.1"),
            "mixed.example.com", List.of("93.184.216.34", "169.254.169.254"),
            "evil.example.net", List.of("127.0.0.1"),
            "nat64.example.net", List.of("64:ff9b::808:808"));

    private static InetAddress[] resolve(String name) throws UnknownHostException {
        if (!NAMES.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return NAMES.get(name).stream().map(HostLiteral::parse).toArray(InetAddress[]::new);
    }

    private static HttpFault refusal(String allow, String uri) {
        var entries = Arrays.stream(allow.split(";")).filter(e -> !e.isEmpty()).toList();
        return (HttpFault) catchThrowable(
                () -> EgressPolicy.web(entries, WebEgressPolicyTest::resolve).check(URI.create(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1:8080",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "[2606:4700:4700::1111]",
                "[2a00:1450::1]",
                "[2001:200::1]",
                "[64:ff9b::808:808]",
                "[::ffff:8.8.8.8]",
                "www.example.com",
                "WWW.Example.COM.",
                "nat64.example.net"
            })
    void publicIsThePublicInternet(String authority) {
        assertThat(refusal("public", "http://" + authority + "/")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:0:a9fe:a9fe::1]",
                "[2001:2::1]",
                "[2001:10::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[2002:808:808::]",
                "[3ffe::1]",
                "[3fff::1]",
                "[4000::1]",
                "[5f00::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[fec0::1]",
                "[ff02::1]",
                "localhost",
                "LOCALHOST.",
                "wiki.lan",
                "in.example.com",
                "mixed.example.com",
                "evil.example.net"
            })
    void publicIsNothingOfTheInside(String authority) {
        assertThat(refusal("public", "http://" + authority + "/"))
                .isNotNull()
                .hasMessageContaining("must be named itself")
                .extracting(HttpFault::kind)
                .isEqualTo(HttpFault.Kind.EGRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "017700000001",
                "127.1",
                "0x7f.1",
                "127.0.0.1.",
                "127.0.0.01",
                "0177.0.0.1",
                "0x7f.0.0.0x1",
                "1.2.3.4.5",
                "256.0.0.1"
            })
    void oddFormsOfAddressesAreRefused(String host) {
        var uri = URI.create("http://" + host + "/");
        if (uri.getHost() == null) {
            assertThatThrownBy(() -> HttpCall.get(uri).build()).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(refusal("public;0.0.0.0/0;::/0", uri.toString()))
                    .isNotNull()
                    .hasMessageContaining("four decimal numbers");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     http://127.0.0.1/,             false",
        "'',                     http://10.0.0.1/,              false",
        "'',                     http://8.8.8.8/,               false",
        "'',                     http://www.example.com/,       false",
        "127.0.0.1,              http://127.0.0.1:1234/,        true",
        "127.0.0.1:80,           http://127.0.0.1:1234/,        false",
        "127.0.0.1,              http://[::ffff:127.0.0.1]/,    true",
        "10.0.0.0/8,             http://in.example.com/,        true",
        "wiki.lan,               http://wiki.lan/,              true",
        "wiki.lan,               http://192.168.1.5/,           false",
        "wiki.lan:8080,          http://wiki.lan/,              false",
        "localhost,              http://localhost/,             true",
        "www.example.com,        http://www.example.com/,       true",
        "*.example.com,          http://www.example.com/,       true",
        "*.example.com,          http://in.example.com/,        false",
        "*.example.com,          http://mixed.example.com/,     false",
        "*.example.com;10.0.0.1, http://in.example.com/,        true",
        "*.example.com,          http://evil.example.net/,      false",
        "*.lan,                  http://wiki.lan/,              false",
        "public:443,             https://www.example.com/,      true",
        "public:443,             http://www.example.com/,       false",
        "public;wiki.lan,        http://wiki.lan/,              true",
        "public;wiki.lan,        http://evil.example.net/,      false",
        "*.public,               http://8.8.8.8/,               false",
        "::/0,                   http://127.0.0.1/,             false"
    })
    void nothingButTheListIsAllowed(String allow, String uri, boolean allowed) {
        if (allowed) {
            assertThat(refusal(allow, uri)).isNull();
        } else {
            assertThat(refusal(allow, uri))
                    .isNotNull()
                    .extracting(HttpFault::kind)
                    .isEqualTo(HttpFault.Kind.EGRESS);
        }
    }

    @Test
    void whatTheRefusalSuggestsWorks() {
        for (var uri : List.of(
                "http://8.8.8.8/",
                "http://10.0.0.1/",
                "http://[fd00::1]/",
                "http://www.example.com./",
                "http://wiki.lan/",
                "http://mixed.example.com/")) {
            for (var allowed : List.of("", "other.example;9.9.9.9")) {
                var message = refusal(allowed, uri).getMessage();
                var entry = message.replaceAll(".*?serai.web.allow=(\\S+) .*", "$1");
                assertThat(refusal(entry, uri)).as(entry).isNull();
            }
        }
        assertThat(refusal("", "http://8.8.8.8/")).hasMessageContaining("serai.web.allow=public ");
        assertThat(refusal("public", "http://wiki.lan/")).hasMessageContaining("serai.web.allow=wiki.lan ");
    }

    @Test
    void aNameThatNoEntryCanFitIsNotAskedFor() {
        var policy = EgressPolicy.web(List.of("wiki.lan", "*.example.com"), name -> {
            throw new AssertionError("resolved " + name);
        });
        var uri = URI.create("http://secret.evil.example.net/");

        assertThat(policy.needsResolution(uri)).isFalse();
        assertThatThrownBy(() -> policy.check(uri)).hasMessageContaining("serai.web.allow=secret.evil.example.net ");
    }

    @Test
    void aNameWithoutAddressesIsRefused() {
        var policy = EgressPolicy.web(List.of("public"), name -> new InetAddress[0]);
        assertThatThrownBy(() -> policy.check(URI.create("http://www.example.com/")))
                .hasMessageContaining("networkaddress.cache.ttl");
    }

    @ParameterizedTest
    @CsvSource({"0,,true", "00,,true", ",0,true", "30,0,false", "-1,,false", "'',,false", ",,false", "0,30,true"})
    void aCacheThatHoldsNothingIsNoticed(String security, String system, boolean forgets) {
        assertThat(EgressPolicy.forgets(security, system)).isEqualTo(forgets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "public/8", "http://example.com", "publi c", "public:http", "10.0.0.0/33"})
    void whatIsNoEntryIsRefusedByNameAndSetting(String entry) {
        assertThatThrownBy(() -> EgressPolicy.web(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "' in serai.web.allow");
    }

    @Test
    void amongTheHostsOfServicesPublicIsAName() {
        assertThat(catchThrowable(() -> EgressPolicy.of(List.of("public"), WebEgressPolicyTest::resolve)
                        .check(URI.create("http://8.8.8.8/"))))
                .isInstanceOf(HttpFault.class);
    }
}
