package dev.serai.items.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each node that n8n ran, run here with the same input. Where a step means to differ, or cannot do it yet,
 * {@code differences.properties} says why; what is named there must differ.
 */
class NodeReplayTest {

    private static final Path CASES = Path.of("src/test/resources/n8n");

    private static Sandbox sandbox;

    private final Properties differences = new Properties();

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(ScriptLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> stepsGiveWhatN8nGave() throws IOException {
        try (var in = Files.newBufferedReader(CASES.resolve("differences.properties"))) {
            differences.load(in);
        }
        return Case.all(CASES).stream()
                .flatMap(one -> new Replay(one).parts().stream())
                .map(part -> DynamicTest.dynamicTest(part.shown(), () -> compare(part)));
    }

    private void compare(Replay.Part part) throws Exception {
        var expected = normal(part.expected());
        var given = normal(part.made().apply(sandbox));
        if (differences.containsKey(part.name())) {
            assertThat(given).as("now as in n8n, but named as different").isNotEqualTo(expected);
        } else {
            assertThat(given).isEqualTo(expected);
        }
    }

    /** Numbers as they are in text, whatever their Java type. */
    private static JsonNode normal(JsonNode node) throws IOException {
        return Json.read(node.toString());
    }
}
