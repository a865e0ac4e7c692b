package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.model.ItemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole workflows, imported and run: every node must run as often as it did in n8n, and give the same items. What differs
 * is named with its reason, either by the test of the steps (items: itself differs) or in
 * {@code workflow-differences.properties} here; what is named there must differ.
 */
class WorkflowReplayTest {

    private static final Path STEPS = Path.of("../../components/items/src/test/resources/n8n");
    private static final Path OWN = Path.of("src/test/resources/n8n");

    @TempDir
    private static Path folder;

    private static final Properties OF_STEPS = new Properties();
    private static final Properties OF_WORKFLOWS = new Properties();
    private static final Map<String, List<ItemRun>> RUNS = new HashMap<>();
    private static List<Recorded> cases;
    private static ImportedCases imported;

    @BeforeAll
    static void start() throws Exception {
        try (var in = Files.newBufferedReader(STEPS.resolve("differences.properties"))) {
            OF_STEPS.load(in);
        }
        try (var in = Files.newBufferedReader(OWN.resolve("workflow-differences.properties"))) {
            OF_WORKFLOWS.load(in);
        }
        // Another folder of recordings may take the place of those kept here.
        var fresh = System.getProperty("n8n.recordings");
        cases = fresh == null ? Recorded.all(STEPS, OWN) : Recorded.all(Path.of(fresh));
        imported = new ImportedCases(cases, folder);
    }

    @AfterAll
    static void stop() {
        imported.close();
    }

    @TestFactory
    Stream<DynamicTest> importedWorkflowsGiveWhatN8nGave() {
        return cases.stream()
                .filter(one -> one.json().has("recorded"))
                .flatMap(one -> one.nodes().stream()
                        .filter(node -> isCompared(one.node(node)))
                        .map(node -> DynamicTest.dynamicTest(one.name() + "/" + node, () -> compare(one, node))));
    }

    /** Nodes below an agent have no items, and the first loop of n8n gave nothing in the end. */
    private static boolean isCompared(JsonNode node) {
        return !node.has("for")
                && !(node.path("type").asText().equals("splitInBatches")
                        && node.path("version").asDouble() < 2);
    }

    private static void compare(Recorded one, String node) throws IOException {
        var name = one.name() + "/" + node;
        var apart = OF_STEPS.stringPropertyNames().stream()
                .filter(field -> field.startsWith(name + "."))
                .map(field -> field.substring(name.length() + 1))
                .collect(Collectors.toSet());
        var comparison = new Comparison(one, node, apart);
        var runs = RUNS.computeIfAbsent(one.name(), flow -> imported.run(one));
        var expected = comparison.expected();
        var given = comparison.given(runs.get(0));
        if (OF_STEPS.stringPropertyNames().stream()
                .anyMatch(step -> step.equals(name) || step.startsWith(name + "#"))) {
            // The test of the steps looks after these, one run at a time.
            return;
        }
        if (OF_WORKFLOWS.containsKey(name)) {
            assertThat(given)
                    .as(name + " is now as in n8n, but named as different")
                    .isNotEqualTo(expected);
        } else {
            assertThat(given)
                    .as("%s ended with %s", name, imported.failure(one))
                    .isEqualTo(expected);
        }
    }
}
