package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole workflows, imported and run: every node must give the items that it gave in n8n. What differs is named with its
 * reason, either by the test of the steps (items: itself differs) or in {@code workflow-differences.properties} here; what is
 * named there must differ.
 */
class WorkflowReplayTest {

    private static final Path STEPS = Path.of("../../components/items/src/test/resources/n8n");
    private static final Path OWN = Path.of("src/test/resources/n8n");

    @TempDir
    private static Path folder;

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static final Properties OF_STEPS = new Properties();
    private static final Properties OF_WORKFLOWS = new Properties();
    private static final Map<String, Exchange> RUNS = new HashMap<>();
    private static List<Recorded> cases;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() throws Exception {
        try (var in = Files.newBufferedReader(STEPS.resolve("differences.properties"))) {
            OF_STEPS.load(in);
        }
        try (var in = Files.newBufferedReader(OWN.resolve("workflow-differences.properties"))) {
            OF_WORKFLOWS.load(in);
        }
        cases = Recorded.all(STEPS, OWN);
        CONTEXT.disableJMX();
        var properties = new Properties();
        var routes = new HashMap<String, String>();
        for (int i = 0; i < cases.size(); i++) {
            var flow = "case-" + i;
            var imported = Importer.read(cases.get(i).workflow(), name -> flow);
            properties.load(new StringReader(imported.files().get("application.properties")));
            properties.put(flow + ".settings", "file:" + imported.write(folder).resolve(flow + ".n8n.json"));
            routes.put(flow, imported.routes());
        }
        CONTEXT.getPropertiesComponent().setInitialProperties(properties);
        for (var one : routes.entrySet()) {
            PluginHelper.getRoutesLoader(CONTEXT)
                    .loadRoutes(ResourceHelper.fromBytes(
                            one.getKey() + ".camel.yaml", one.getValue().getBytes(StandardCharsets.UTF_8)));
        }
        CONTEXT.start();
        template = CONTEXT.createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @TestFactory
    Stream<DynamicTest> importedWorkflowsGiveWhatN8nGave() {
        return cases.stream()
                .flatMap(one -> one.nodes().stream()
                        .filter(node -> !OF_STEPS.containsKey(one.name() + "/" + node))
                        .map(node -> DynamicTest.dynamicTest(one.name() + "/" + node, () -> compare(one, node))));
    }

    private static void compare(Recorded one, String node) throws IOException {
        var exchange = RUNS.computeIfAbsent(
                one.name(), name -> template.request("direct:case-" + cases.indexOf(one) + "-start", made -> {}));
        var run = exchange.getProperty("CamelItemsRun", ItemRun.class);
        var expected = expected(one, node);
        var given = run == null ? null : given(one, node, run);
        if (OF_WORKFLOWS.containsKey(one.name() + "/" + node)) {
            assertThat(given).as("now as in n8n, but named as different").isNotEqualTo(expected);
        } else {
            assertThat(given)
                    .as("the exchange ended with %s", exchange.getException())
                    .isEqualTo(expected);
        }
    }

    /** A list for each output of each run; of a loop the last, since the others are what its body gets. */
    private static JsonNode expected(Recorded one, String node) throws IOException {
        var all = Json.MAPPER.createArrayNode();
        var type = one.node(node).path("type").asText();
        for (var run : one.runs(node)) {
            var outputs = all.addArray();
            for (var output : run.path("outputs")) {
                var list = outputs.addArray();
                output.forEach(item -> list.add(comparable(one, node, item)));
                if (type.equals("filter") || type.equals("splitInBatches")) {
                    // What a filter drops is on record, but leads nowhere.
                    break;
                }
            }
            trim(outputs);
        }
        return Json.read(last(type, all).toString());
    }

    private static ArrayNode last(String type, ArrayNode runs) {
        while (type.equals("splitInBatches") && runs.size() > 1) {
            runs.remove(0);
        }
        return runs;
    }

    private static JsonNode given(Recorded one, String node, ItemRun known) throws IOException {
        var all = Json.MAPPER.createArrayNode();
        for (int i = 0; i < known.runs(node); i++) {
            Outputs made = known.run(node, i).outputs();
            var outputs = all.addArray();
            for (var output : made) {
                var list = outputs.addArray();
                output.forEach(item -> list.add(comparable(one, node, wire(item))));
            }
            trim(outputs);
        }
        return Json.read(last(one.node(node).path("type").asText(), all).toString());
    }

    private static void trim(ArrayNode outputs) {
        while (!outputs.isEmpty() && outputs.get(outputs.size() - 1).isEmpty()) {
            outputs.remove(outputs.size() - 1);
        }
    }

    private static ObjectNode wire(Item item) {
        var wire = Json.object();
        wire.set("json", Json.tree(item.json()));
        item.binary()
                .forEach((name, file) -> wire.withObject("/binary")
                        .putObject(name)
                        .put("mimeType", file.mimeType())
                        .put("fileName", file.fileName())
                        .put("data", Base64.getEncoder().encodeToString(file.data())));
        return wire;
    }

    /** Without the words of failures, without fields that the steps mean to differ in, and workbooks without their bytes. */
    private static ObjectNode comparable(Recorded one, String node, JsonNode item) {
        var made = Json.object();
        var json = (ObjectNode) item.path("json").deepCopy();
        boolean failed = json.has("error") && one.node(node).path("node").has("onError");
        OF_STEPS.stringPropertyNames().stream()
                .filter(name -> name.startsWith(one.name() + "/" + node + "."))
                .forEach(name -> json.remove(name.substring(name.lastIndexOf('.') + 1)));
        made.set("json", failed ? Json.object().put("error", "failed") : json);
        item.path("binary").fields().forEachRemaining(file -> {
            var facts = made.withObject("/binary").putObject(file.getKey());
            facts.set("mimeType", file.getValue().path("mimeType"));
            facts.set("fileName", file.getValue().path("fileName"));
            facts.put(
                    "data",
                    file.getValue().path("mimeType").asText().contains("spreadsheet")
                            ? "workbook"
                            : file.getValue().path("data").asText());
        });
        return made;
    }
}
