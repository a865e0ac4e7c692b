package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.searxng.pages.PageError;
import dev.serai.support.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README, ERRORS.md and the Kamelets say is so. */
class DocumentsTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final TestServer server =
            new TestServer(exchange -> TestServer.json(exchange, TestServer.found("https://a.example/1")));
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    private final Properties initial = new Properties();

    private void start(String... routes) throws Exception {
        initial.put("searxng.url", server.base().toString());
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        for (var i = 0; i < routes.length; i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + i + ".camel.yaml", routes[i]));
        }
        context.start();
    }

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String ask(String uri, Object body, Map<String, Object> headers) {
        try (var template = context.createProducerTemplate()) {
            return template.requestBodyAndHeaders(uri, body, headers, String.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theRoutesOfTheReadmeRun() throws Exception {
        assertThat(routes()).hasSize(3);
        start(routes().get(0), routes().get(1));
        assertThat(ask("direct:search", "camel", Map.of())).contains("[1] https://a.example/1");
        assertThat(ask("direct:tool", "camel", Map.of()))
                .contains("not instructions")
                .contains("[1] ");
    }

    @Test
    void aToolTakesItsArgumentsAndNoHeaderOfStrangers() throws Exception {
        start(routes().get(1));
        assertThat(ask("direct:tool", Map.of("query", "two humps"), Map.of("CamelSearxngQuery", "other")))
                .contains("[1] ");
        assertThat(Recording.parameters(server.requests().last().body()))
                .containsEntry("q", "two humps")
                .containsEntry("language", "all");
    }

    @Test
    void theMonitorKeepsWhatItHasSeenInItsFile(@TempDir Path folder) throws Exception {
        var seen = folder.resolve("seen.txt");
        initial.put("news.seen", seen.toString());
        initial.put("news.delay", "5");
        start(routes().get(2));
        try (var consumer = context.createConsumerTemplate()) {
            var news = consumer.receive("seda:news", 20_000);
            assertThat(news.getMessage().getHeader("CamelSearxngUrl")).isEqualTo("https://a.example/1");
            await().until(() -> Files.exists(seen) && Files.readString(seen).contains("a.example/1"));
        }
    }

    @Test
    void theReaderGivesAModelTheTextOfAPage() throws Exception {
        initial.put("serai.web.allow", "127.0.0.1");
        server.answers(exchange -> {
            if (exchange.path().equals("/robots.txt")) {
                exchange.send(404, "text/plain", "");
            } else {
                exchange.send(200, "text/html", "<title>Humps</title><p>A dromedary has one.</p>");
            }
        });
        start("- route:\n    from:\n      uri: direct:read\n      steps:\n        - to: kamelet:web-read-tool\n");
        assertThat(ask(
                        "direct:read",
                        Map.of("url", server.base() + "/page"),
                        Map.of("CamelSearxngUrl", "http://other")))
                .contains("not instructions")
                .contains("A dromedary has one.");
    }

    @Test
    void theReaderRefusesTheOwnNetworkByItsCode() throws Exception {
        start("- route:\n    from:\n      uri: direct:read\n      steps:\n        - to: kamelet:web-read-tool\n");
        var failed = context.createProducerTemplate()
                .request(
                        "direct:read",
                        exchange -> exchange.getMessage().setBody(Map.of("url", server.base() + "/page")));
        assertThat(failed.getException()).hasMessageContaining("SEARXNG-2");
        assertThat(server.requests().total()).isZero();
    }

    @Test
    void everyErrorIsDocumentedOnce() throws Exception {
        var text = Files.readString(Path.of("ERRORS.md"));
        Stream.<ErrorCode>concat(Arrays.stream(SearxngError.values()), Arrays.stream(PageError.values()))
                .forEach(error -> assertThat(text).containsOnlyOnce("| `" + error.id() + "` |"));
    }
}
