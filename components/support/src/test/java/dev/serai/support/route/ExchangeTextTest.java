package dev.serai.support.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTextTest {

    private static final int LIMIT = 10_000;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @Test
    void plainValuesComeBackAsTheyWere() {
        var values = new ArrayList<Object>(List.of(
                "text",
                true,
                1,
                2L,
                1.5,
                Double.NaN,
                new BigDecimal("1.10"),
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofHours(2),
                new Date(1_767_322_985_123L),
                UUID.randomUUID(),
                Map.of("a", List.of(1, 2L)),
                Map.of("@type", "of the application")));
        values.add(null);

        assertThat(body(back(exchange(values)))).isEqualTo(values);
    }

    @Test
    void bytesAndJsonComeBackAsTheyWere() throws Exception {
        assertThat(body(back(exchange(new byte[] {0, -1, 1})))).isEqualTo(new byte[] {0, -1, 1});
        var node = Json.read("{\"a\":[1,9007199254740993]}");
        assertThat(body(back(exchange(node)))).isInstanceOf(JsonNode.class).isEqualTo(node);
        assertThat(body(back(exchange(null)))).isNull();
    }

    @Test
    void headersVariablesPropertiesAndPatternAreKept() {
        var exchange = exchange("x");
        exchange.setPattern(ExchangePattern.InOut);
        exchange.getMessage().setHeader("order", 7L);
        exchange.setVariable("who", "me");
        exchange.setProperty("CamelSeraiRunId", "run-1");

        var back = back(exchange);

        assertThat(back.getPattern()).isEqualTo(ExchangePattern.InOut);
        assertThat(back.getMessage().getHeader("order")).isEqualTo(7L);
        assertThat(back.getVariable("who")).isEqualTo("me");
        assertThat(back.getProperty("CamelSeraiRunId")).isEqualTo("run-1");
    }

    @Test
    void streamIsReadOnceAndStillThereForTheExchange() throws Exception {
        var exchange = exchange(new ByteArrayInputStream("flow".getBytes(StandardCharsets.UTF_8)));

        var back = back(exchange);

        assertThat(text(exchange)).isEqualTo("flow");
        assertThat(text(back)).isEqualTo("flow");
    }

    @Test
    void streamCacheIsReadFromItsBegin() throws Exception {
        var cache = new InputStreamCache("flow".getBytes(StandardCharsets.UTF_8));
        cache.read();

        assertThat(text(back(exchange(cache)))).isEqualTo("flow");
    }

    @Test
    void streamThatIsTooLargeIsStillWhole() throws Exception {
        var exchange = exchange(new ByteArrayInputStream(new byte[LIMIT + 5]));

        refused(exchange, RouteError.TOO_LARGE, "the body is larger than 10000 bytes");

        assertThat(exchange.getMessage().getBody(InputStream.class).readAllBytes())
                .hasSize(LIMIT + 5);
    }

    @Test
    void fileIsKeptByWhatStandsInIt(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("a.txt"), "written");

        assertThat(text(back(exchange(file.toFile())))).isEqualTo("written");
    }

    @Test
    void objectsOfTheApplicationAreRefusedByClass() {
        refused(exchange(new Order(1)), RouteError.NOT_KEPT, "the body is a " + Order.class.getName());
        var header = exchange("x");
        header.getMessage().setHeader("order", new Order(1));
        refused(header, RouteError.NOT_KEPT, "header 'order' is a ");
        refused(exchange(Map.of(1, 2)), RouteError.NOT_KEPT, "the body is a map with keys that are no text");
        var self = new ArrayList<Object>();
        self.add(self);
        refused(exchange(self), RouteError.NOT_KEPT, "nested more than");
    }

    @Test
    void objectsOfCamelsOwnHeadersAreLeftOut() {
        var exchange = exchange("x");
        exchange.getMessage().setHeader("CamelConnection", new Order(1));
        exchange.getMessage().setHeader("CamelHttpPath", "/a");

        assertThat(back(exchange).getMessage().getHeaders()).isEqualTo(Map.of("CamelHttpPath", "/a"));
    }

    @Test
    void loginsAreNotKept() {
        var exchange = exchange("x");
        for (var name : List.of(
                "Authorization",
                "Cookie",
                "X-Api-Key",
                "apikey",
                "API_KEY",
                "X-Gitlab-Token",
                "Proxy-Authorization",
                "accessToken",
                "client_secret",
                "secretKey",
                "authtoken",
                "clientsecret",
                "credentials",
                "dbPassword")) {
            exchange.getMessage().setHeader(name, "hidden");
            exchange.setVariable(name, "hidden");
            exchange.setProperty(name, "hidden");
        }

        assertThat(ExchangeText.write(exchange, LIMIT)).doesNotContain("hidden");
    }

    @Test
    void namesThatOnlyLookLikeLoginsAreKept() {
        var exchange = exchange("x");
        var names = List.of("maxTokens", "tokenCount", "secretary", "key", "monkey", "passwordless", "-", "");
        names.forEach(name -> exchange.getMessage().setHeader(name, "here"));

        assertThat(back(exchange).getMessage().getHeaders()).containsOnlyKeys(names);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        refused(exchange("x".repeat(LIMIT + 1)), RouteError.TOO_LARGE, "the body is larger");
        refused(exchange(new byte[LIMIT + 1]), RouteError.TOO_LARGE, "the body is larger");
        refused(exchange(List.of("x".repeat(LIMIT / 2), "y".repeat(LIMIT / 2))), RouteError.TOO_LARGE, "the exchange");
    }

    @Test
    void whatIsNoKeptExchangeIsRefused() {
        for (var text : List.of(
                "no json",
                "{}",
                "{\"serai-exchange\":1,\"pattern\":\"?\"}",
                "{\"serai-exchange\":1,\"pattern\":\"InOnly\",\"body\":{\"@type\":\"java.lang.Runtime\",\"value\":1}}",
                "{\"serai-exchange\":1,\"pattern\":\"InOnly\",\"body\":{\"@type\":\"instant\",\"value\":\"soon\"}}")) {
            assertThatThrownBy(() -> ExchangeText.read(text, exchange(null)))
                    .isInstanceOfSatisfying(
                            RouteException.class, e -> assertThat(e.code()).isEqualTo(RouteError.BAD_TEXT));
        }
    }

    private static void refused(Exchange exchange, RouteError code, String fact) {
        assertThatThrownBy(() -> ExchangeText.write(exchange, LIMIT))
                .isInstanceOfSatisfying(
                        RouteException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(fact);
    }

    private Exchange back(Exchange exchange) {
        var back = new DefaultExchange(context);
        ExchangeText.read(ExchangeText.write(exchange, LIMIT), back);
        return back;
    }

    private Exchange exchange(Object body) {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static Object body(Exchange exchange) {
        return exchange.getMessage().getBody();
    }

    private static String text(Exchange exchange) throws Exception {
        return new String(((InputStream) body(exchange)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private record Order(int number) {}
}
