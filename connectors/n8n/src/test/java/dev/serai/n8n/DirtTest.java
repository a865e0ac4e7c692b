package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Workflows as strangers, tools and models write them: whatever stands in a file, it is refused with a code or it loads. */
class DirtTest {

    private static final List<String> TYPES = List.of(
            "set 3.4",
            "set 3",
            "set 2",
            "set 1",
            "if 2.2",
            "if 1",
            "switch 3.2",
            "switch 2",
            "switch 1",
            "filter 2",
            "code 2",
            "function 1",
            "functionItem 1",
            "merge 3",
            "merge 2.1",
            "merge 1",
            "httpRequest 4.2",
            "httpRequest 3",
            "httpRequest 2",
            "httpRequest 1",
            "splitInBatches 3",
            "splitInBatches 1",
            "splitOut 1",
            "aggregate 1",
            "limit 1",
            "sort 1",
            "removeDuplicates 2",
            "summarize 1.1",
            "itemLists 3",
            "renameKeys 1",
            "noOp 1",
            "wait 1.1",
            "stopAndError 1",
            "dateTime 2",
            "dateTime 1",
            "executeWorkflow 1.2",
            "respondToWebhook 1.4",
            "webhook 2",
            "scheduleTrigger 1.2",
            "cron 1",
            "interval 1",
            "manualTrigger 1",
            "executeWorkflowTrigger 1.1",
            "errorTrigger 1",
            "formTrigger 2.2",
            "localFileTrigger 1",
            "extractFromFile 1",
            "convertToFile 1.1",
            "readWriteFile 1",
            "spreadsheetFile 2",
            "moveBinaryData 1",
            "html 1.2",
            "xml 1",
            "crypto 1",
            "rssFeedRead 1",
            "executeCommand 1",
            "emailSend 2.1",
            "postgres 2.6",
            "supabase 1",
            "dataTable 1",
            "compareDatasets 2.3",
            "markdown 1",
            "gmail 2",
            "@n8n/n8n-nodes-langchain.agent 1.7",
            "@n8n/n8n-nodes-langchain.chainLlm 1.5",
            "@n8n/n8n-nodes-langchain.lmChatOpenAi 1.2",
            "@n8n/n8n-nodes-langchain.memoryBufferWindow 1.3",
            "@n8n/n8n-nodes-langchain.toolWorkflow 2",
            "@n8n/n8n-nodes-langchain.toolHttpRequest 1.1",
            "@n8n/n8n-nodes-langchain.toolCode 1.1",
            "@n8n/n8n-nodes-langchain.outputParserStructured 1.2",
            "@n8n/n8n-nodes-langchain.vectorStoreInMemory 1",
            "@n8n/n8n-nodes-langchain.embeddingsOpenAi 1",
            "@n8n/n8n-nodes-langchain.documentDefaultDataLoader 1",
            "@n8n/n8n-nodes-langchain.textClassifier 1",
            "@n8n/n8n-nodes-langchain.informationExtractor 1",
            "@n8n/n8n-nodes-langchain.chatTrigger 1.1",
            "@n8n/n8n-nodes-langchain.mcpTrigger 1",
            "@n8n/n8n-nodes-langchain.openAi 1.8");

    /** Names that occur in parameters, so that converters meet them with anything in them. */
    private static final List<String> NAMES = List.of(
            "options",
            "mode",
            "operation",
            "resource",
            "values",
            "value",
            "name",
            "type",
            "conditions",
            "rules",
            "rule",
            "assignments",
            "fields",
            "parameters",
            "path",
            "url",
            "method",
            "httpMethod",
            "jsCode",
            "functionCode",
            "text",
            "prompt",
            "model",
            "sendBody",
            "sendHeaders",
            "headerParameters",
            "jsonBody",
            "body",
            "contentType",
            "responseMode",
            "interval",
            "field",
            "triggerTimes",
            "item",
            "unit",
            "amount",
            "batchSize",
            "fieldToSplitOut",
            "include",
            "fieldsToAggregate",
            "fieldsToSummarize",
            "sortFieldsUi",
            "sortField",
            "maxItems",
            "keys",
            "key",
            "format",
            "query",
            "tableId",
            "table",
            "columns",
            "filters",
            "where",
            "limit",
            "formFields",
            "formTitle",
            "extractionValues",
            "cssSelector",
            "jsonOutput",
            "messages",
            "messageValues",
            "categories",
            "attributes",
            "schemaType",
            "inputSchema",
            "jsonSchemaExample",
            "toolDescription",
            "workflowId",
            "workflowInputs",
            "authentication",
            "pagination",
            "responseCode",
            "responseHeaders",
            "entries",
            "fileSelector",
            "fileName",
            "binaryPropertyName",
            "dateTime",
            "duration",
            "timeUnit",
            "outputFieldName",
            "timezone",
            "resume",
            "errorMessage",
            "respondWith",
            "responseBody",
            "joinMode",
            "combineBy",
            "output",
            "numberOutputs",
            "fallbackOutput",
            "outputKey",
            "renameOutput",
            "temperature",
            "sessionKey",
            "sessionIdType",
            "contextWindowLength",
            "command",
            "action",
            "dataPropertyName",
            "metadata",
            "metadataValues",
            "chunkSize",
            "topK",
            "tableName",
            "memoryKey",
            "placeholderDefinitions",
            "events",
            "rawBody");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "={{ $json.a }}",
            "={{",
            "}}",
            "{{ $json.x }}",
            "${body}",
            "#bean",
            "#{x}",
            "'",
            "\"",
            "\\",
            "\n- route:\n",
            "\u0000\u0007\u001b",
            "\u2028\u2029\u0085\ufeff",
            "日本語",
            "Ünïcode ✓",
            "\uD83D\uDE00",
            "\uD800",
            "a,b;c&d=e?f#g",
            "../../etc/passwd",
            "RAW(x",
            "%zz%",
            "0",
            "-1",
            "1e999",
            "true",
            "null",
            "[]",
            "{}",
            "=>",
            "=",
            ":name/:name",
            "all",
            "select",
            "get",
            "json",
            "x".repeat(5_000),
            "a.b[0].c",
            "$fromAI('x','y','number')",
            "0 0 * * *",
            "[ not json");

    private static final List<String> KINDS = List.of(
            "main",
            "main",
            "main",
            "main",
            "ai_tool",
            "ai_languageModel",
            "ai_memory",
            "ai_outputParser",
            "ai_embedding",
            "ai_document",
            "ai_vectorStore",
            "error",
            "",
            "m ain");

    /** The same workflows in each run; a failure names the number of the one that it was. */
    @TestFactory
    Stream<DynamicTest> whateverStandsInAFileIsRefusedOrLoads() {
        return IntStream.range(0, 40)
                .mapToObj(number ->
                        DynamicTest.dynamicTest("workflow " + number, () -> check(workflow(new Random(number)))));
    }

    private static void check(JsonNode json) throws Exception {
        check(Json.text(json).getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] json) throws Exception {
        Imported imported;
        try {
            imported = Importer.read(json);
        } catch (N8nException e) {
            assertThat(e.getMessage()).startsWith("[N8N-00");
            return;
        }
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls())
                    .as(imported.report().entries().toString())
                    .isEmpty();
        }
    }

    private static JsonNode workflow(Random random) {
        var json = Json.object().put("name", text(random));
        var names = new ArrayList<String>();
        var nodes = json.putArray("nodes");
        int count = 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            var type = TYPES.get(random.nextInt(TYPES.size())).split(" ");
            var node = nodes.addObject();
            var name = random.nextInt(3) == 0 ? text(random) : "Node " + random.nextInt(20);
            names.add(name);
            node.put("name", name).put("type", type[0].contains(".") ? type[0] : "n8n-nodes-base." + type[0]);
            node.set("typeVersion", random.nextInt(8) == 0 ? value(random, 1) : Json.tree(Double.parseDouble(type[1])));
            node.set("parameters", random.nextInt(10) == 0 ? value(random, 3) : object(random, 4));
            if (random.nextInt(4) == 0) {
                node.set("position", value(random, 2));
            }
            for (var flag : List.of("disabled", "executeOnce", "onError", "retryOnFail", "maxTries", "credentials")) {
                if (random.nextInt(8) == 0) {
                    node.set(flag, value(random, 1));
                }
            }
            if (random.nextInt(10) == 0) {
                node.remove(List.of("name", "type", "parameters", "typeVersion").get(random.nextInt(4)));
            }
        }
        connect(random, json.putObject("connections"), names);
        if (random.nextInt(3) == 0) {
            json.set("settings", object(random, 2));
        }
        return json;
    }

    private static void connect(Random random, ObjectNode connections, List<String> names) {
        for (var from : names) {
            for (int i = random.nextInt(3); i > 0; i--) {
                var kind = KINDS.get(random.nextInt(KINDS.size()));
                var outputs = connections.withObject("/" + pointer(from)).withArray("/" + pointer(kind));
                while (outputs.size() <= random.nextInt(3)) {
                    outputs.addArray();
                }
                var target = random.nextInt(12) == 0 ? text(random) : names.get(random.nextInt(names.size()));
                ((ArrayNode) outputs.get(0))
                        .addObject()
                        .put("node", target)
                        .put("type", kind)
                        .put("index", random.nextInt(4) - 1);
            }
        }
        if (random.nextInt(5) == 0) {
            connections.set(names.get(0), value(random, 3));
        }
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static ObjectNode object(Random random, int depth) {
        var object = Json.object();
        for (int i = random.nextInt(7); i >= 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0:
                return Json.tree(random.nextInt(2_000) - 1_000);
            case 1:
                return Json.tree(random.nextBoolean());
            case 2:
                return Json.MAPPER.nullNode();
            case 5, 6:
                return object(random, depth);
            case 7, 8:
                var list = Json.MAPPER.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                return list;
            default:
                return Json.tree(text(random));
        }
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    @Test
    void fragmentsAndWrappersAreReadOrRefused() throws Exception {
        var one = new String(
                Workflows.named("W")
                        .node("A", "manualTrigger", 1, "{}")
                        .node("B", "noOp", 1, "{}")
                        .edge("A", "B")
                        .bytes(),
                StandardCharsets.UTF_8);
        var clipboard =
                "{\"meta\": {\"instanceId\": \"x\"}, \"nodes\": [{\"name\": \"A\", \"type\": \"n8n-nodes-base.noOp\"}], \"connections\": {}}";
        for (var read : List.of(
                "\ufeff" + one,
                "[" + one + "]",
                "{\"data\": " + one + "}",
                "{\"workflow\": " + one + "}",
                clipboard,
                "{\"nodes\": []}",
                "{\"nodes\": [], \"connections\": []}",
                "{\"nodes\": [null, 1, \"x\", [], {}]}")) {
            assertThat(Importer.read(read).flow()).isNotEmpty();
            check(read.getBytes(StandardCharsets.UTF_8));
        }
        for (var refused : List.of(
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "[]",
                "{}",
                "{\"nodes\": {}}",
                "[[[[",
                "{\"nodes\": [}",
                "\u0000",
                "<html>",
                "[".repeat(100_000),
                "{\"nodes\":".repeat(2_000))) {
            check(refused.getBytes(StandardCharsets.UTF_8));
        }
        check(one.getBytes(StandardCharsets.UTF_16));
        check(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    }

    @Test
    void aTriggerThatSomebodyWiredAsAPartAndOneThatIsThereTwiceLoad() throws Exception {
        check(Workflows.named("Wired")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Trouble", "errorTrigger", 1, "{}")
                .node("Called", "executeWorkflowTrigger", 1, "{}")
                .node("Called too", "executeWorkflowTrigger", 1, "{}")
                .node("End", "noOp", 1, "{}")
                .edge("Start", "End")
                .edge("Called", "End")
                .edge("Called too", "End")
                .edge("Trouble", 0, "End", 0, "ai_tool")
                .bytes());
    }

    @Test
    void twoThousandNodesInARingAndAHubLoad() throws Exception {
        var ring = Workflows.named("Ring").node("n0", "manualTrigger", 1, "{}");
        for (int i = 1; i < 1_990; i++) {
            ring.node("n" + i, "noOp", 1, "{}").edge("n" + (i - 1), "n" + i);
        }
        check(ring.edge("n1989", "n1").edge("n7", "n7").bytes());

        var hub = Workflows.named("Hub").node("n0", "manualTrigger", 1, "{}").node("m", "merge", 3, "{}");
        for (int i = 1; i < 300; i++) {
            hub.node("n" + i, "noOp", 1, "{}").edge("n0", "n" + i).edge("n" + i, 0, "m", i % 90, "main");
        }
        check(hub.bytes());
    }
}
