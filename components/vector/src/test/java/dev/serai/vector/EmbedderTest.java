package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an embedder may give, and what not. */
class EmbedderTest {

    private static final String EMBED = """
            - route:
                from:
                  uri: direct:embed
                  steps:
                    - process:
                        ref: embedder
            """;
    private static final String COLLECTION = "vector:things?embedder=direct:embed";

    @TempDir
    Path directory;

    private Routes start(Processor embedder) throws Exception {
        return Routes.start(directory, Map.of(), Map.of("embedder", embedder), EMBED);
    }

    static List<Object> bad() {
        return List.of(
                "no list",
                List.of(),
                List.of(new float[] {1, 0}, new float[] {0, 1}),
                List.of("no vector"),
                List.of(new float[0]),
                List.of(new float[] {0, 0}),
                List.of(new float[] {Float.NaN, 1}),
                List.of(new double[] {Double.POSITIVE_INFINITY, 1}),
                List.of(List.of(1, "two")),
                Collections.singletonList(null));
    }

    @ParameterizedTest
    @MethodSource
    void bad(Object answer) throws Exception {
        try (var routes = start(exchange -> exchange.getMessage().setBody(answer))) {
            assertThat(routes.send(COLLECTION + "&operation=insert", "text").getException())
                    .isInstanceOf(VectorException.class)
                    .hasMessageContaining("VECTOR-203")
                    .hasMessageContaining("direct:embed");
        }
    }

    @Test
    void vectorsOfAnyNumbersAreScaled() throws Exception {
        try (var routes = start(exchange -> exchange.getMessage().setBody(List.of(List.of(3, 4.0))))) {
            assertThat(routes.ask(COLLECTION + "&operation=embed", "text", float[].class))
                    .containsExactly(0.6f, 0.8f);
        }
    }

    @Test
    void aFailureIsPassedOnAndTheNextTryIsANewOne() throws Exception {
        var down = new boolean[] {true};
        var words = new WordEmbedder();
        try (var routes = start(exchange -> {
            if (down[0]) {
                throw new IllegalStateException("no model here");
            }
            words.process(exchange);
        })) {
            assertThat(routes.send(COLLECTION + "&operation=insert", List.of("text"))
                            .getException())
                    .hasMessageContaining("VECTOR-202")
                    .hasMessageContaining("no model here")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            down[0] = false;
            assertThat(routes.ask(COLLECTION + "&operation=insert", "text", IngestResult.class)
                            .status())
                    .isEqualTo(IngestStatus.ADDED);
        }
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() throws Exception {
        var length = new int[] {3};
        try (var routes = start(exchange -> {
            var vectors = new ArrayList<float[]>();
            for (var text : exchange.getMessage().getBody(List.class)) {
                var vector = new float[length[0]];
                vector[0] = 1;
                vectors.add(vector);
            }
            exchange.getMessage().setBody(vectors);
        })) {
            routes.ask(COLLECTION + "&operation=insert", "text", Object.class);
            length[0] = 4;
            assertThat(routes.send(COLLECTION + "&operation=insert", "other").getException())
                    .hasMessageContaining("VECTOR-203");
            assertThat(routes.send(COLLECTION + "&dimensions=5", "text").getException())
                    .hasMessageContaining("VECTOR-201");
        }
    }

    @Test
    void textsComeInBatches() throws Exception {
        var words = new WordEmbedder();
        try (var routes = start(words)) {
            var text = String.join(
                    " ", IntStream.range(0, 400).mapToObj(i -> "w" + i).toList());
            var result = routes.ask(
                    COLLECTION
                            + "&operation=insert&dimensions=32&batchSize=10&chunkBy=characters&chunkSize=20&chunkOverlap=0",
                    text,
                    IngestResult.class);
            assertThat(words.texts).hasValue(result.chunks());
            assertThat(words.calls).hasValue((result.chunks() + 9) / 10);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vector:things?embedder=local:gpt               | 'gpt' is no local model
                    vector:things?store=nowhere                    | VECTOR-304
                    vector:things?store.colour=red                 | store.colour is not known
                    vector:things?chunkSize=10&chunkOverlap=9      | the overlap is 9
                    vector:things?filter={bad                      | VECTOR-003
                    vector:../things                               | VECTOR-005
                    """)
    void whatCannotWorkFailsAtTheStart(String uri, String expected) throws Exception {
        try (var routes = start(new WordEmbedder())) {
            assertThatThrownBy(() -> routes.template().requestBody(uri, "x")).hasStackTraceContaining(expected);
        }
    }

    @Test
    void aTextBeyondTheWindowIsCutOrRefused() throws Exception {
        var text = "word ".repeat(700);
        try (var routes = start(new WordEmbedder())) {
            assertThat(routes.send("vector:long?operation=embed&onLongText=fail", text)
                            .getException())
                    .hasMessageContaining("VECTOR-204")
                    .hasMessageContaining("702 tokens");
            assertThat(routes.ask("vector:long?operation=embed", text, float[].class))
                    .hasSize(384);
        }
    }
}
