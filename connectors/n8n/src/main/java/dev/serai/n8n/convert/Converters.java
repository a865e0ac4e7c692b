package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.support.json.Json;
import java.util.HashMap;
import java.util.Map;

/** Which node is made into steps by what. What is not in the table becomes a step that fails when it is reached. */
public final class Converters {

    private static final Map<String, Converter> TABLE = new HashMap<>();

    static {
        add(new SetConverter(), "set");
        add(new ConditionConverter("if"), "if");
        add(new ConditionConverter("filter"), "filter");
        add(new SwitchConverter(), "switch");
        add(new CodeConverter(), "code", "function", "functionItem");
        add(new MergeConverter(), "merge");
        add(new CompareConverter(), "compareDatasets");
        for (var list : new String[] {
            "splitOut", "aggregate", "summarize", "sort", "limit", "removeDuplicates", "renameKeys", "itemLists"
        }) {
            add(new ListConverter(list), list);
        }
        add(new DateTimeConverter(), "dateTime");
        add(
                new FlowConverter(),
                "respondToWebhook",
                "stopAndError",
                "executeWorkflow",
                "html",
                "htmlExtract",
                "noOp",
                "executionData",
                "debugHelper");
        add(
                new FileConverter(),
                "extractFromFile",
                "convertToFile",
                "readPDF",
                "spreadsheetFile",
                "moveBinaryData",
                "readWriteFile",
                "readBinaryFile",
                "readBinaryFiles",
                "writeBinaryFile");
        add(new WaitConverter(), "wait", "form");
        add(new MarkdownConverter(), "markdown");
        add(new CompressionConverter(), "compression");
        add(new HttpConverter(), "httpRequest");
        add(new SmallConverter(), "xml", "rssFeedRead", "crypto", "emailSend", "executeCommand");
        add(new DriveConverter(), "googleDrive");
        add(new LangchainCode(), "langchain.code");
        add(new SqlConverter(), "postgres");
        add(new SupabaseConverter(), "supabase");
        add(new DataTableConverter(), "dataTable");
        add(
                new AgentConverter(),
                "agent",
                "chainLlm",
                "chainRetrievalQa",
                "openAi",
                "informationExtractor",
                "chainSummarization");
        add(new ClassifierConverter(), "textClassifier", "sentimentAnalysis");
        add(
                new VectorConverter(),
                "vectorStorePGVector",
                "vectorStoreSupabase",
                "vectorStoreQdrant",
                "vectorStoreInMemory");
    }

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("gmail", "Use Camel's smtp and imap components, or google-mail"),
            Map.entry("googleSheets", "Use Camel's google-sheets component, or a table in SQL"),
            Map.entry("slack", "Use Camel's slack component"),
            Map.entry("telegram", "Use Camel's telegram component"),
            Map.entry("mySql", "Use Camel's sql component with named parameters"),
            Map.entry("redis", "Use Camel's redis component"),
            Map.entry("mongoDb", "Use Camel's mongodb component"),
            Map.entry("base.openAi", "Use agent: with a model"));

    private Converters() {}

    private static void add(Converter converter, String... types) {
        for (var type : types) {
            TABLE.put(type, converter);
        }
    }

    /** The steps of a node, told in the report. */
    public static Conversion convert(Project project, Node node) {
        var work = new Work(project, node);
        var conversion = conversion(work);
        project.report().became(node.name(), node.type(), conversion.became());
        return conversion;
    }

    private static Conversion conversion(Work work) {
        var node = work.node();
        if (node.disabled()) {
            // A disabled node lets everything through.
            var passed = node.type().equals("merge")
                    ? work.items("merge", options().put("mode", "choose").put("choose", 1))
                    : work.items("record", options());
            return new Conversion(passed.steps(), java.util.List.of(), "disabled");
        }
        var converter = TABLE.get(node.type());
        return converter != null
                ? converter.convert(work)
                : work.unsupported("there is no counterpart of " + node.fullType(), hint(node));
    }

    private static String hint(Node node) {
        return HINTS.getOrDefault(
                node.type(), "Replace the step by one of Camel's components; its parameters are kept in the settings");
    }

    /** Keeps what a trigger gave under its name. */
    public static Conversion record(Project project, Node node) {
        return new Work(project, node).items("record", options());
    }

    public static boolean supports(String type) {
        return TABLE.containsKey(type);
    }

    /** A loop over items, whose body is another route. */
    public static Conversion loop(Project project, Node node, String body) {
        var work = new Work(project, node);
        int size = Math.max(1, node.at("batchSize").asInt(1));
        if (node.at("batchSize").asText("").startsWith("=")) {
            work.lost("batchSize, which is an expression", "Set batchSize of the step.");
        }
        if (node.at("options", "reset").isTextual()
                || node.at("options", "reset").asBoolean(false)) {
            work.differs("the option reset is not kept", "A loop here always begins anew when it is reached.");
        }
        project.report().became(node.name(), node.type(), "items:loop");
        var parameters = new java.util.LinkedHashMap<String, Object>();
        parameters.put("settings", project.keep(work.slug(), options().put("name", node.name())));
        parameters.put("to", body);
        if (size != 1) {
            parameters.put("batchSize", size);
        }
        parameters.put("untilEmpty", true);
        return Conversion.of("items:loop", dev.serai.n8n.yaml.Step.to(project.id(node), "items:loop", parameters));
    }

    private static ObjectNode options() {
        return Json.object();
    }
}
