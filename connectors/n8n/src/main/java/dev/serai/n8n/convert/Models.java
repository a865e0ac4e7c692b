package dev.serai.n8n.convert;

import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Model and embedding nodes as addresses of endpoints. Hosted ones are pointed at one server of one's own. */
final class Models {

    private static final String HOSTED = "n8n.hosted-models";
    private static final String HOSTED_COMMENT =
            "The server (API of OpenAI) that takes the place of all hosted models. Ollama has one.";

    private static final Pattern HOST = Pattern.compile("^=?https?://([A-Za-z0-9.:-]{1,200})");

    private Models() {}

    /** The property with the model's endpoint. */
    static String chat(Work root, Node model) {
        return property(root.project(), model, "chat", "qwen3:4b");
    }

    static String embeddings(Project project, Node embeddings) {
        return property(project, embeddings, "embed", "nomic-embed-text");
    }

    private static String property(Project project, Node model, String operation, String otherwise) {
        var work = new Work(project, model);
        var name = name(work, otherwise);
        var options = options(work);
        var address = "ollama:" + operation + "/" + name;
        if (!model.type().toLowerCase(Locale.ROOT).endsWith("ollama")) {
            var elsewhere = host(model.at("options", "baseURL").asText(model.text("baseUrl")));
            if (!elsewhere.isEmpty()) {
                work.tell(
                        Finding.Kind.NOTE,
                        "it asked the server " + elsewhere,
                        "Set n8n.hosted-models, or the endpoint of the node, if that one is to be asked.");
            }
            options.put("baseUrl", project.global(HOSTED, "http://localhost:11434/v1", HOSTED_COMMENT));
            work.credential(
                    "the hosted model " + name,
                    "Name a model that your server has in " + project.flow() + "." + work.slug() + ".endpoint.");
        }
        address += options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .reduce((one, other) -> one + "&" + other)
                .map(query -> "?" + query)
                .orElse("");
        if (project.firstUse(model)) {
            project.report().became(model.name(), model.type(), "ollama:" + operation);
        }
        // An address within an address: its own signs are not those of the outer one.
        return "RAW(" + work.property("endpoint", address, "the model, any endpoint that takes its requests.") + ")";
    }

    /** What n8n's nodes call it, over the houses, and what it is called here. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("temperature", "temperature"),
            Map.entry("topP", "topP"),
            Map.entry("topK", "topK"),
            Map.entry("maxTokens", "numPredict"),
            Map.entry("maxTokensToSample", "numPredict"),
            Map.entry("maxOutputTokens", "numPredict"),
            Map.entry("numPredict", "numPredict"),
            Map.entry("frequencyPenalty", "frequencyPenalty"),
            Map.entry("presencePenalty", "presencePenalty"),
            Map.entry("repeatPenalty", "repeatPenalty"),
            Map.entry("numCtx", "numCtx"),
            Map.entry("numThread", "numThread"),
            Map.entry("numBatch", "numBatch"),
            Map.entry("numGpu", "numGpu"),
            Map.entry("mainGpu", "mainGpu"),
            Map.entry("numKeep", "numKeep"),
            Map.entry("keepAlive", "keepAlive"),
            Map.entry("dimensions", "dimensions"),
            Map.entry("timeout", "totalTimeout"),
            Map.entry("maxRetries", "retries"));

    /** Only what a plain value was given for: an endpoint has no item to evaluate an expression on. */
    private static Map<String, String> options(Work work) {
        var options = new TreeMap<String, String>();
        OPTIONS.forEach((theirs, ours) -> {
            var value = work.node().at("options", theirs);
            if (value.asText("").matches("-?\\d{1,9}(\\.\\d{1,9})?([smh]?)")) {
                options.put(ours, value.asText());
            } else if (!value.asText("").isEmpty()) {
                work.lost("options." + theirs + ", which is no plain number", "Add it to the endpoint of the model.");
            }
        });
        if (work.node().at("options", "format").asText("").equals("json")
                || work.node().at("options", "responseFormat").asText("").equals("json_object")
                || work.node().at("responseFormat").asText("").equals("json_object")) {
            options.put("format", "json");
        }
        // How the hosted server is spoken to.
        work.ignores("responsesApiEnabled", "options.stripNewLines", "options.batchSize", "options.encodingFormat");
        return options;
    }

    private static String host(String address) {
        var host = HOST.matcher(address);
        return host.find() ? host.group(1) : "";
    }

    private static String name(Work work, String otherwise) {
        for (var place : java.util.List.of("model", "modelName", "modelId")) {
            var name = SqlConverter.value(work.node().at(place)).asText("");
            if (name.matches("[A-Za-z0-9._:/-]{1,100}")) {
                return name;
            }
            if (!name.isEmpty()) {
                work.lost("the model's name, which is an expression", "Set it in application.properties.");
            }
        }
        return otherwise;
    }
}
