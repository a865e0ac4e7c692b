package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.model.ItemRun;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

    @TestFactory
    Stream<DynamicTest> importedWorkflowsAnswerRequestsAsN8nDid() {
        return cases.stream()
                .filter(one -> one.recorded("answers").isArray())
                .flatMap(one -> IntStream.range(0, one.recorded("answers").size())
                        .mapToObj(number -> {
                            var name = one.name() + "/answer-" + (number + 1);
                            return DynamicTest.dynamicTest(name, () -> {
                                RUNS.computeIfAbsent(one.name(), flow -> imported.run(one));
                                check(
                                        name,
                                        imported.answers(one).get(number),
                                        one.recorded("answers").get(number),
                                        one);
                            });
                        }));
    }

    @TestFactory
    Stream<DynamicTest> importedWorkflowsAskOutsideWhatN8nAsked() {
        return cases.stream()
                .filter(one -> one.recorded("asked").isObject())
                .flatMap(one -> Stream.of("model", "server")
                        .filter(outside -> one.recorded("asked").has(outside))
                        .map(outside -> DynamicTest.dynamicTest(one.name() + "/asked-" + outside, () -> {
                            RUNS.computeIfAbsent(one.name(), flow -> imported.run(one));
                            check(
                                    one.name() + "/asked-" + outside,
                                    sorted(imported.asked(one).path(outside), outside),
                                    sorted(one.recorded("asked").path(outside), outside),
                                    one);
                        })));
    }

    /** n8n sends the requests of all items at once. */
    private static JsonNode sorted(JsonNode asked, String outside) {
        if (!outside.equals("server")) {
            return asked;
        }
        var all = Json.MAPPER.createArrayNode();
        StreamSupport.stream(asked.spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(all::add);
        return all;
    }

    /** As text, so that a failure shows line by line what differs. */
    private static void check(String name, JsonNode given, JsonNode expected, Recorded one) {
        if (OF_WORKFLOWS.containsKey(name)) {
            assertThat(given)
                    .as(name + " is now as in n8n, but named as different")
                    .isNotEqualTo(expected);
        } else if (!given.equals(expected)) {
            assertThat(given.toPrettyString())
                    .as("%s ended with %s", name, imported.failure(one))
                    .isEqualTo(expected.toPrettyString());
        }
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
        var given = comparison.given(runs, text -> imported.withoutAddresses(one, text));
        if (OF_STEPS.stringPropertyNames().stream()
                .anyMatch(step -> step.equals(name) || step.startsWith(name + "#"))) {
            // The test of the steps looks after these, one run at a time.
            return;
        }
        check(name, given, expected, one);
    }
}
