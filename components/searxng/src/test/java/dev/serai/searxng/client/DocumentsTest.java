package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;

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

    private void start(String... routes) throws Exception {
        var initial = new Properties();
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
        assertThat(routes()).hasSize(2);
        start(routes().toArray(String[]::new));
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
