package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.text.Passage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded default: the local model and the embedded store. */
class VectorIT {

    private static final String INSERT = "vector:notes?operation=insert";
    private static final String SEARCH = "vector:notes";

    @TempDir
    Path directory;

    @SuppressWarnings("unchecked")
    private static List<Passage> search(Routes routes, String uri, String question) {
        return routes.ask(uri, question, List.class);
    }

    @Test
    void whatIsInsertedIsFoundByMeaning() throws Exception {
        try (var routes = Routes.in(directory)) {
            routes.ask(
                    INSERT,
                    "The cat sleeps on the warm window sill.",
                    Map.of(VectorConstants.SOURCE, "cat"),
                    Object.class);
            routes.ask(
                    INSERT,
                    "Interest rates were raised by the central bank.",
                    Map.of(VectorConstants.SOURCE, "bank"),
                    Object.class);
            assertThat(search(routes, SEARCH + "?topK=1", "Where does the kitten nap?"))
                    .singleElement()
                    .satisfies(passage -> {
                        assertThat(passage.source()).isEqualTo("cat");
                        assertThat(passage.score()).isBetween(0.3, 1.0);
                    });
            assertThat(routes.ask(SEARCH + "?operation=count", null, Long.class))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatIsInsertedIsThereAfterARestart() throws Exception {
        try (var routes = Routes.in(directory)) {
            routes.ask(INSERT, "Basalt is a volcanic rock.", Object.class);
        }
        try (var routes = Routes.in(directory)) {
            assertThat(search(routes, SEARCH, "lava stone"))
                    .extracting(Passage::text)
                    .containsExactly("Basalt is a volcanic rock.");
        }
    }
}
