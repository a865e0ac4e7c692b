package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent or a chain with its model, memory, tools and parser, as one step agent:. */
final class AgentConverter implements Converter {

    private static final String USUAL_SYSTEM = "You are a helpful assistant";

    @Override
    public Conversion convert(Work work) {
        if (work.node().type().equals("openAi")
                && !work.node().text("resource", "text").equals("text")) {
            return work.unsupported(
                    "the resource " + work.node().text("resource"), "Use a step of the component that does it");
        }
        var params = new Params();
        var steps = steps(work, params);
        return work.call(true, "agent:", params, steps);
    }

    static List<Object> steps(Work work, Params params) {
        var node = work.node();
        texts(work, params);
        var parameters = new LinkedHashMap<String, Object>();
        models(work, parameters);
        parameters.put("system", "${variable.p[system]}");
        parameters.put("prompt", "${variable.p[prompt]}");
        memory(work, params, parameters);
        Tools.add(work, parameters);
        var turns = node.at("options", "maxIterations").asInt(10);
        if (turns != 10 && turns > 0) {
            parameters.put("maxTurns", Math.min(turns, 1_000));
        }
        if (node.type().equals("chainSummarization")) {
            work.differs(
                    "the whole text goes to the model at once",
                    "Cut long texts before, or use a model that reads much.");
        }
        boolean json = parser(work, parameters);
        retriever(work, parameters);
        parameters.put("lazyStartProducer", true);
        kind(work);
        var steps = new ArrayList<Object>();
        steps.add(Step.of("to", Step.of("uri", work.agent(), "parameters", parameters)));
        // What a chain's parser gives stands in a field of another name than its text.
        var field = json && node.type().equals("chainLlm") ? "output" : answer(node);
        steps.add(Step.flow("Flow", "answer(*, '" + field + "', " + json + ")"));
        if (node.type().equals("chainSummarization")) {
            // The text lies one level deeper there.
            steps.add(Step.flow("Flow", "within(*, '" + (node.version() >= 2.1 ? "output" : "response") + "')"));
        }
        return steps;
    }

    /** Early versions had several kinds of agents; all of them are agents with tools here. */
    private static void kind(Work work) {
        var kind = work.node().text("agent");
        if (kind.equals("sqlAgent")) {
            work.lost("agent sqlAgent", "Give the agent a tool for the database.");
        } else if (kind.matches("reActAgent|planAndExecuteAgent")) {
            work.differs("it thought in steps of text (" + kind + ")", "It uses its tools directly here.");
            work.ignores("options.prefix", "options.suffix", "options.suffixChat", "options.humanMessageTemplate");
        }
        // The wires say whether there is a parser or a second model; the rest is about the editor and about speed.
        work.ignores(
                "hasOutputParser",
                "needsFallback",
                "promptType",
                "prompt",
                "options.enableStreaming",
                "options.batching",
                "options.batching.batchSize",
                "options.batching.delayBetweenBatches",
                "options.tracingMetadata",
                "options.autoSaveHighlightedData",
                "resource",
                "operation");
    }

    private static String answer(Node node) {
        return switch (node.type()) {
            case "chainLlm" -> "text";
            case "chainRetrievalQa" -> "response";
            case "chainSummarization" -> "text";
            case "openAi" -> "content";
            default -> "output";
        };
    }

    private static void texts(Work work, Params params) {
        var node = work.node();
        var system = new StringBuilder();
        JsonNode prompt = node.at("text");
        if (node.type().equals("chainLlm") && prompt.isMissingNode()) {
            prompt = node.at("prompt");
        }
        if (node.type().equals("chainRetrievalQa") && prompt.isMissingNode()) {
            prompt = node.at("query");
        }
        for (var message : node.at("messages", "messageValues")) {
            message(message.path("message"), system, message.path("type").asText("System"), work);
        }
        var messages = Lists.of(node.at("messages", "values"));
        messages.addAll(Lists.of(node.at("responses", "values")));
        for (var message : messages) {
            message.path("type").isTextual();
            if (message.path("role").asText("user").equals("user")) {
                prompt = message.path("content");
            } else {
                message(message.path("content"), system, message.path("role").asText(), work);
            }
        }
        if (node.type().equals("chainSummarization")) {
            params.add("prompt", summary(work));
        } else if (prompt.isMissingNode() || node.text("promptType").equals("auto")) {
            params.add("prompt", node.type().equals("agentTool") ? "={{ $json.prompt }}" : "={{ $json.chatInput }}");
        } else {
            params.add("prompt", prompt);
        }
        var own = node.at("options", "systemMessage")
                .asText(node.at("options", "systemPromptTemplate").asText(""));
        if (!own.isEmpty()) {
            params.add("system", own);
        } else if (!system.isEmpty()) {
            params.add("system", "=" + system);
        } else {
            params.add("system", usual(node));
        }
    }

    /** The node's own words with the text in their middle. */
    private static String summary(Work work) {
        var node = work.node();
        var own = node.at("options", "summarizationMethodAndPrompts", "values");
        var words = own.path("prompt")
                .asText(own.path("combineMapPrompt").asText(""))
                .replaceFirst("^=", "");
        if (words.isBlank()) {
            words = "Write a concise summary of the following text.\n\n{text}";
        }
        var text = "{{ JSON.stringify($json) }}";
        for (var loader : work.project().workflow().subNodes(node, "ai_document")) {
            work.project().report().became(loader.name(), loader.type(), "agent: prompt");
            if (loader.text("jsonMode").equals("expressionData")) {
                text = loader.text("jsonData").replaceFirst("^=", "");
            }
        }
        return "=" + (words.contains("{text}") ? words.replace("{text}", text) : words + "\n\n" + text);
    }

    /** Agents of the second version have no text of their own. */
    private static String usual(Node node) {
        if (node.type().equals("agent") && node.version() < 2) {
            return USUAL_SYSTEM;
        }
        return node.type().equals("informationExtractor")
                ? "Take the wanted facts out of the text. Leave out what it does not say."
                : "";
    }

    /** Several messages become one text; a literal among them keeps its words. */
    private static void message(JsonNode text, StringBuilder system, String role, Work work) {
        if (!role.toLowerCase(java.util.Locale.ROOT).startsWith("system")) {
            work.differs(
                    "a message of the role " + Tools.words(role) + " is part of the system text", "Check the prompt.");
        }
        var plain = text.asText("");
        system.append(system.isEmpty() ? "" : "\n\n").append(plain.startsWith("=") ? plain.substring(1) : plain);
    }

    static void models(Work work, Map<String, Object> parameters) {
        var models = work.project().workflow().subNodes(work.node(), "ai_languageModel");
        if (work.node().type().equals("openAi")) {
            parameters.put("model", Models.chat(work, work.node()));
            if (work.node().at("jsonOutput").asBoolean(false)) {
                parameters.put("output", "json");
            }
            return;
        }
        if (models.isEmpty()) {
            parameters.put("model", work.property("endpoint", "ollama:chat/qwen3:4b", "the model."));
            work.credential("the node has no model", "Set the property " + work.named("endpoint") + ".");
            return;
        }
        parameters.put("model", Models.chat(work, models.get(0)));
        if (models.size() > 1) {
            parameters.put("fallbackModel", Models.chat(work, models.get(1)));
        }
    }

    private static void memory(Work work, Params params, Map<String, Object> parameters) {
        for (var memory : work.project().workflow().subNodes(work.node(), "ai_memory")) {
            var own = new Work(work.project(), memory);
            boolean local = memory.type().equals("memoryBufferWindow");
            parameters.put(
                    "memory",
                    own.property("kind", local ? "local" : "sql", "where conversations are kept: local or sql."));
            if (!memory.text("tableName").isEmpty()) {
                own.differs("conversations are not in the table it named", "Copy them if they are to be known.");
            }
            int window = memory.at("contextWindowLength").asInt(memory.version() >= 1.1 || local ? 5 : 500);
            parameters.put("memoryMessages", Math.max(1, Math.min(1_000, window * 2)));
            parameters.put("session", "${variable.p[session]}");
            boolean custom = memory.text("sessionIdType").equals("customKey")
                    || memory.text("sessionIdType").isEmpty()
                            && memory.at("sessionKey").isTextual();
            if (custom) {
                params.add("session", memory.at("sessionKey"));
            } else {
                params.add("session", "={{ $json.sessionId ?? 'none' }}");
            }
            if (!local && !memory.type().contains("Postgres")) {
                own.differs("conversations are kept in the SQL database", "Set the property to another memory.");
            }
            if (work.project().firstUse(memory)) {
                work.project().report().became(memory.name(), memory.type(), "agent: memory");
            }
        }
    }

    private static boolean parser(Work work, Map<String, Object> parameters) {
        if (work.node().type().equals("informationExtractor")) {
            var schema = Schemas.ofAttributes(work.node().at("attributes", "attributes"));
            var own = schema == null ? Schemas.of(work.node()) : schema;
            parameters.put(
                    "output",
                    own == null ? "json" : "resource:" + work.project().file(work.slug() + ".schema.json", own));
            return true;
        }
        for (var parser : work.project().workflow().subNodes(work.node(), "ai_outputParser")) {
            var own = new Work(work.project(), parser);
            var inner = work.project().workflow().subNodes(parser, "ai_outputParser");
            var schema = Schemas.of(inner.isEmpty() ? parser : inner.get(0));
            if (work.project().firstUse(parser)) {
                work.project().report().became(parser.name(), parser.type(), "agent: output");
            }
            if (schema == null) {
                own.differs("the form of the answer could not be read", "Set output to a JSON schema.");
                parameters.put("output", "json");
            } else {
                parameters.put("output", "resource:" + work.project().file(own.slug() + ".schema.json", schema));
            }
            return true;
        }
        return false;
    }

    private static void retriever(Work work, Map<String, Object> parameters) {
        for (var retriever : work.project().workflow().subNodes(work.node(), "ai_retriever")) {
            for (var store : work.project().workflow().subNodes(retriever, "ai_vectorStore")) {
                var own = new Work(work.project(), store);
                var uri = own.direct() + ".passages";
                parameters.put("retriever", uri);
                if (work.project().firstUse(store)) {
                    work.project().report().became(retriever.name(), retriever.type(), "agent: retriever");
                    work.project()
                            .add(Step.route(
                                    work.project().id(store),
                                    uri,
                                    Map.of(),
                                    List.of(VectorConverter.search(own, retriever.text("topK", "4")))));
                }
            }
        }
    }
}
