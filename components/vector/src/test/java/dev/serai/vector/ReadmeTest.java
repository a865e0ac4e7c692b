package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.text.Passage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's routes run as they stand there. */
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String EMBED = """
            - route:
                from:
                  uri: direct:embed
                  steps:
                    - process:
                        ref: embedder
            """;

    @TempDir
    Path directory;

    @TempDir
    Path inbox;

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private Routes start(int... indexes) throws Exception {
        var yaml = new String[indexes.length + 1];
        for (int i = 0; i < indexes.length; i++) {
            yaml[i] = routes().get(indexes[i]);
        }
        yaml[indexes.length] = EMBED;
        return Routes.start(
                directory,
                Map.of("inbox", inbox.toString(), "embedder", "direct:embed"),
                Map.of("embedder", new WordEmbedder()),
                yaml);
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(5).allMatch(route -> route.lines().count() <= 12);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aFolderIsTakenInAndSearched() throws Exception {
        Files.writeString(inbox.resolve("heating.md"), "# Heating\n\nTurn the red valve to the left.\n");
        try (var routes = start(0, 1)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> routes.ask("vector:handbook?operation=count", null, Long.class) == 1);
            List<Passage> found = routes.ask("direct:ask", "Which way does the valve turn?", List.class);
            assertThat(found).singleElement().satisfies(passage -> {
                assertThat(passage.source()).endsWith("heating.md");
                assertThat(passage.metadata()).containsEntry("kind", "manual").containsEntry("headings", "Heating");
            });
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void customersAreKeptApart() throws Exception {
        try (var routes = start(2, 3)) {
            var tickets = List.of(
                    Map.of(
                            "text",
                            "The printer smokes.",
                            "source",
                            "1",
                            "metadata",
                            Map.of("customer", "ann", "year", 2024, "state", "open")),
                    Map.of(
                            "text",
                            "The printer sings.",
                            "source",
                            "2",
                            "metadata",
                            Map.of("customer", "bob", "year", 2024, "state", "open")),
                    Map.of(
                            "text",
                            "The printer sleeps.",
                            "source",
                            "3",
                            "metadata",
                            Map.of("customer", "ann", "year", 2019, "state", "open")));
            routes.ask("vector:tickets?operation=insert", tickets, Object.class);
            List<Passage> found =
                    routes.ask("direct:ask-as-customer", "printer", Map.of("customer", "ann"), List.class);
            assertThat(found).extracting(Passage::source).containsExactly("1");
            assertThat(routes.send("direct:ask-as-customer", "printer").getException())
                    .isInstanceOf(VectorException.class)
                    .hasMessageContaining("VECTOR-003")
                    .hasMessageContaining("filter.customer");
            assertThat(routes.ask("direct:forget", "2", Long.class)).isEqualTo(1);
            assertThat(routes.ask("vector:tickets?operation=count", null, Long.class))
                    .isEqualTo(2);
        }
    }

    @Test
    void anotherEmbedder() throws Exception {
        try (var routes = start(4)) {
            var result = routes.ask("direct:learn", "Attention is all you need.", IngestResult.class);
            assertThat(result.status()).isEqualTo(IngestStatus.ADDED);
            assertThat(routes.send("vector:papers", "attention").getException())
                    .hasMessageContaining("VECTOR-201")
                    .hasMessageContaining("direct:embed")
                    .hasMessageContaining("all-minilm-l6-v2-q");
        }
    }
}
