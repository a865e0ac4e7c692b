package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Reading;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a route {@code tool:} of each tool of an agent. */
final class Tools {

    /** What the model fills in: $fromAI('name', 'description', 'type'). */
    private static final Pattern FROM_AI = Pattern.compile(
            "\\$fromA[iI]\\(\\s*(['\"`])([^'\"`\\r\\n]{1,100})\\1(?:\\s*,\\s*(['\"`])([^'\"`]{0,1000})\\3)?(?:\\s*,\\s*(['\"`])(\\w{1,20})\\5)?");

    private static final Pattern OF_TEXT = Pattern.compile("[^\\p{L}\\p{N} .,:;()'/_!-]+");

    /** A description may show statements, which the model would else learn in pieces. */
    private static final Pattern OF_ADDRESS = Pattern.compile("[^\\p{L}\\p{N} .,:;()'/_!<>=*|-]+");

    /** Tools that give the model a text, not items. */
    private static final String OF_WORDS = "toolCode|toolCalculator|toolThink";

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 1_000;

    private record Argument(String type, String description) {}

    private Tools() {}

    /** The tools' names, separated by commas, and the MCP servers as parameters of the agent. */
    static void add(Work agent, Map<String, Object> parameters) {
        var names = new ArrayList<String>();
        for (var tool : agent.project().workflow().subNodes(agent.node(), "ai_tool")) {
            var work = new Work(agent.project(), tool);
            if (tool.type().equals("mcpClientTool")) {
                parameters.put("mcp." + work.slug(), mcp(work));
            } else {
                names.add(name(work));
                if (agent.project().firstUse(tool)) {
                    agent.project().later(() -> route(work));
                }
            }
        }
        if (!names.isEmpty()) {
            parameters.put("tools", String.join(",", names));
        }
    }

    /** With the flow in front, since tools of all flows live in one context; the two parts cannot be read otherwise. */
    static String name(Work work) {
        var name = (work.project().flow() + "__" + work.slug()).replace('-', '_');
        return name.length() > LONGEST_NAME
                ? String.format("%s_%08x", name.substring(0, LONGEST_NAME - 9), name.hashCode())
                : name;
    }

    private static String mcp(Work work) {
        var node = work.node();
        var address = node.text("endpointUrl", node.text("sseEndpoint"));
        work.project().report().became(node.name(), node.type(), "agent: mcp");
        if (!node.credentials().isEmpty()) {
            work.credential("the credential of the MCP server", "Add mcp." + work.slug() + ".header.Authorization.");
        }
        boolean usable = address.matches("https?://[A-Za-z0-9._:/-]{1,200}");
        return work.property("mcp", usable ? address : "http://localhost:8931/mcp", "the MCP server.");
    }

    private static void route(Work work) {
        var node = work.node();
        var arguments = arguments(node);
        var params = new Params();
        var steps = steps(work, params, arguments);
        if (steps == null) {
            work.tell(
                    Finding.Kind.UNSUPPORTED,
                    "the tool " + node.type(),
                    "Write the steps of the route tool:" + name(work) + " that answer its calls");
            work.project().settings().set(work.slug() + ".n8n", node.parameters());
            steps = Step.list(Step.of(
                    "throwException",
                    Step.of(
                            "exceptionType",
                            "java.lang.UnsupportedOperationException",
                            "message",
                            "The tool " + name(work) + " was not imported.")));
        }
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("description", description(node));
        arguments.forEach((name, argument) -> {
            parameters.put("parameter." + name, argument.type());
            if (!argument.description().isBlank()) {
                parameters.put("parameter." + name + ".description", words(argument.description()));
            }
            parameters.put("parameter." + name + ".required", "true");
        });
        var all = work.wrapped(params, steps);
        all.add(work.record("result"));
        all.add(Step.flow("Flow", node.type().matches(OF_WORDS) ? "words(*)" : "told(*)"));
        work.project().report().became(node.name(), node.type(), "tool:" + name(work));
        work.project()
                .add(new Noted(
                        List.of("Tool: " + node.name()),
                        Step.route(work.project().id(node), "tool:" + name(work), parameters, all)));
    }

    private static List<Object> steps(Work work, Params params, Map<String, Argument> arguments) {
        var node = work.node();
        return switch (node.type()) {
            case "httpRequestTool" -> HttpConverter.steps(work, params);
            case "supabaseTool" -> SupabaseConverter.steps(work, params);
            case "postgresTool" -> SqlConverter.steps(work, params);
            case "toolHttpRequest" ->
                OldHttpTool.steps(
                        work,
                        params,
                        (name, words) -> arguments.merge(
                                name,
                                new Argument("string", words),
                                (known, again) -> known.description().isBlank() ? again : known));
            case "dataTableTool" -> DataTableConverter.steps(work, params);
            case "toolCalculator" -> {
                arguments.putIfAbsent("input", new Argument("string", "A sum, such as 2 * (3 + 4)."));
                params.add("input", "={{ $json.input }}");
                yield Step.list(Step.flow("Calculator", "run(*)"));
            }
            case "toolWikipedia" -> {
                arguments.putIfAbsent("input", new Argument("string", "What to look up."));
                yield wikipedia(work, params);
            }
            case "toolThink" -> {
                arguments.putIfAbsent("input", new Argument("string", "What to think about."));
                params.add("input", "={{ $json.input }}");
                yield Step.list(Step.setBody("${variable.p[input]}"));
            }
            case "toolCode" -> code(work, params, arguments);
            case "toolSearXng" -> {
                arguments.putIfAbsent("query", new Argument("string", "What to search for."));
                params.add("query", "={{ $json.query }}");
                yield Step.list(Step.setBody("${variable.p[query]}"), Step.to("searxng:search?lazyStartProducer=true"));
            }
            case "toolWorkflow" -> workflow(work, params, arguments);
            case "agentTool" -> {
                if (arguments.isEmpty()) {
                    arguments.put("prompt", new Argument("string", "The task."));
                }
                yield AgentConverter.steps(work, params);
            }
            case "toolVectorStore" -> {
                var stores = work.project().workflow().subNodes(node, "ai_vectorStore");
                yield stores.isEmpty()
                        ? null
                        : search(new Work(work.project(), stores.get(0)), params, arguments, node);
            }
            default -> node.type().startsWith("vectorStore") ? search(work, params, arguments, node) : null;
        };
    }

    /** The beginnings of the three articles that fit best. */
    private static List<Object> wikipedia(Work work, Params params) {
        var query = new LinkedHashMap<String, String>();
        query.put("action", "query");
        query.put("format", "json");
        query.put("generator", "search");
        query.put("gsrlimit", "3");
        query.put("prop", "extracts");
        query.put("exintro", "1");
        query.put("explaintext", "1");
        query.put("gsrsearch", "={{ $json.input }}");
        params.add("url", "https://en.wikipedia.org/w/api.php").add("method", "GET");
        int i = 0;
        for (var one : query.entrySet()) {
            params.add("query.n" + i + ".name", one.getKey()).add("query.n" + i + ".value", one.getValue());
            i++;
        }
        work.credential(
                "requests to en.wikipedia.org", "Add the host to the property serai.egress.allow if it may be asked.");
        return Step.list(Step.flow("HttpStep", "send(*, false, 'json', false, 60000)"));
    }

    private static List<Object> search(Work store, Params params, Map<String, Argument> arguments, Node tool) {
        arguments.putIfAbsent("input", new Argument("string", "The question, in a full sentence."));
        params.add("query", "={{ $json.input }}");
        return Step.list(
                Step.setBody("${variable.p[query]}"), VectorConverter.search(store, params, tool.text("topK", "4")));
    }

    private static List<Object> code(Work work, Params params, Map<String, Argument> arguments) {
        if (!work.node().text("language", "javaScript").equals("javaScript")) {
            return null;
        }
        boolean form = schema(work, arguments);
        if (!form) {
            arguments.putIfAbsent("input", new Argument("string", "What the tool is asked."));
            params.add("input", "={{ $json.input }}");
        } else {
            arguments.keySet().forEach(name -> params.add(name, "={{ $json[" + Json.text(name) + "] }}"));
        }
        var code = "const query = $input.first().json" + (form ? "" : ".input") + ";\nreturn { response: (() => {\n"
                + work.node().text("jsCode") + "\n})() };";
        var key = work.slug() + ".code";
        var place = work.project()
                .keep(key, Json.object().put("name", work.node().name()).put("code", code));
        return Step.list(Step.of("to", Step.of("uri", "items:code", "parameters", Step.of("settings", place))));
    }

    private static List<Object> workflow(Work work, Params params, Map<String, Argument> arguments) {
        if (!work.node().text("source", "database").equals("database")) {
            return null;
        }
        var target = work.called();
        if (!work.node().text("responsePropertyName").isEmpty()) {
            work.differs(
                    "the model gets all that the workflow gives, not only one field", "Give only that field there.");
        }
        var inputs = work.node().at("workflowInputs", "value");
        inputs.fields().forEachRemaining(input -> params.add("inputs." + input.getKey(), input.getValue()));
        for (var field : work.node().at("fields", "values")) {
            var name = field.path("name").asText("");
            var kind = field.path("type").asText("stringValue");
            if (!name.isEmpty()) {
                params.add("inputs." + name, field.path(kind));
            }
        }
        if (schema(work, arguments)) {
            arguments.keySet().forEach(name -> params.add("inputs." + name, "={{ $json[" + Json.text(name) + "] }}"));
        } else if (inputs.isEmpty()) {
            arguments.putIfAbsent("query", new Argument("string", "What the tool is asked."));
            params.add("inputs.query", "={{ $json.query }}");
        }
        return Step.list(
                Step.setBody("${variable.p[inputs]}"),
                Step.of("to", Step.of("uri", "direct:" + target, "parameters", Step.of("failIfNoConsumers", true))));
    }

    /** Arguments of a form that the node gives, as a schema or as an example. */
    private static boolean schema(Work work, Map<String, Argument> arguments) {
        if (!work.node().at("specifyInputSchema").asBoolean(false)) {
            work.ignores("schemaType", "inputSchema", "jsonSchemaExample");
            return false;
        }
        boolean manual = work.node().text("schemaType", "fromJson").equals("manual");
        var example = work.node().text("jsonSchemaExample");
        var written = work.node().text("inputSchema");
        try {
            var json = Json.read(manual ? written : example);
            var properties = (manual ? json : Schemas.ofExample(json)).path("properties");
            properties.fields().forEachRemaining(one -> {
                if (one.getKey().matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
                    arguments.putIfAbsent(
                            one.getKey(),
                            new Argument(
                                    type(one.getValue().path("type").asText("string")),
                                    one.getValue().path("description").asText("")));
                }
            });
            return !properties.isEmpty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            work.lost("the form of its arguments, which cannot be read", "Set parameter.<name> of the route.");
            return false;
        }
    }

    /** Prompts call a tool by the name that it had, so the description says it. */
    private static String description(Node node) {
        var name = node.text("toolName", node.text("name"));
        node.at("descriptionType").isTextual();
        var text = plainDescription(node);
        return name.isEmpty() || text.contains(name) ? text : words(name) + ": " + text;
    }

    private static String plainDescription(Node node) {
        for (var place : List.of("toolDescription", "description")) {
            if (!node.text(place).isBlank()) {
                return words(node.text(place).replaceFirst("^=", ""), OF_ADDRESS);
            }
        }
        return words(node.name());
    }

    /** Texts keep their words; signs that an address or a page would read are left out. */
    static String words(String text) {
        return words(text, OF_TEXT);
    }

    private static String words(String text, Pattern signs) {
        var words = signs.matcher(text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                // Camel reads an option that begins so in another way.
                .replace("RAW(", "RAW (")
                .strip();
        var cut = words.length() > LONGEST_TEXT ? words.substring(0, LONGEST_TEXT) : words;
        return cut.isEmpty() ? "A tool." : cut;
    }

    private static Map<String, Argument> arguments(Node node) {
        var found = new LinkedHashMap<String, Argument>();
        // A search is no use of them.
        collect(Reading.plain(node.parameters()), found);
        return found;
    }

    private static void collect(JsonNode value, Map<String, Argument> found) {
        if (value.isContainerNode()) {
            value.forEach(one -> collect(one, found));
            return;
        }
        var text = value.asText("");
        if (!text.contains("$fromA")) {
            return;
        }
        var matcher = FROM_AI.matcher(text);
        while (matcher.find()) {
            var name = matcher.group(2);
            if (name.matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
                found.putIfAbsent(
                        name,
                        new Argument(
                                type(matcher.group(6)),
                                String.valueOf(matcher.group(4) == null ? "" : matcher.group(4))));
            }
        }
    }

    private static String type(String given) {
        return given != null && List.of("number", "boolean").contains(given) ? given : "string";
    }
}
