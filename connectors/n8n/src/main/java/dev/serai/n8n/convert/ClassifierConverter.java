package dev.serai.n8n.convert;

import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Text Classifier and Sentiment Analysis: a model names the category, and each category is an output. */
final class ClassifierConverter implements Converter {

    private static final int MOST = 50;

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        boolean mood = node.type().equals("sentimentAnalysis");
        var categories = categories(work, mood);
        if (categories.isEmpty() || categories.size() > MOST) {
            return work.unsupported("its categories, of which there are none or too many", "Name them in the node");
        }
        var names = new ArrayList<>(categories.keySet());
        boolean other = node.at("options", "fallback").asText("").equals("other");
        if (node.at("options", "multiClass").asBoolean(false)) {
            work.lost("multiClass", "Each item goes to one output only.");
        }
        var params = new Params().add("prompt", node.at("inputText")).add("system", words(node, categories, other));
        var parameters = new LinkedHashMap<String, Object>();
        AgentConverter.models(work, parameters);
        parameters.put("system", "${variable.p[system]}");
        parameters.put("prompt", "${variable.p[prompt]}");
        parameters.put("output", "resource:" + work.project().file(work.slug() + ".schema.json", schema(names, other)));
        parameters.put("lazyStartProducer", true);
        var steps = Step.list(
                Step.of("to", Step.of("uri", work.agent(), "parameters", parameters)),
                Step.flow("Flow", "answer(*, 'output', true)"),
                work.record("class"),
                Step.flow("Flow", "original(*, '" + (mood ? "sentimentAnalysis" : "") + "')"));
        var asked = work.call(true, "agent: and items:switch", params, steps);
        var all = new ArrayList<Object>();
        // Its failures end the flow or become items of no category, since the outputs belong to the step behind it.
        all.add(asked.steps().get(0));
        // The items of the node are those of the step that parts them.
        work.project().settings().withObject("/" + work.slug()).put("name", node.name() + " (asked)");
        var split = split(work, names, other);
        all.addAll(split.steps());
        return new Conversion(all, split.outputs(), asked.became());
    }

    private static Conversion split(Work work, List<String> names, boolean other) {
        var found = "$(" + Json.text(work.node().name() + " (class)") + ").item.json.output.category";
        var rules = Json.MAPPER.createArrayNode();
        var outputs = new ArrayList<String>();
        for (var name : names) {
            rules.addObject()
                    .set(
                            "conditions",
                            ConditionsJson.one("string", Json.tree("={{ " + found + " }}"), "equals", Json.tree(name)));
            outputs.add(String.valueOf(outputs.size()));
        }
        var options = Json.object().put("outputNames", String.join(",", outputs));
        options.set("ruleList", rules);
        if (other) {
            options.put("fallback", "extra");
            outputs.add("fallback");
        }
        return work.items(".switch", "switch", options, outputs.toArray(String[]::new));
    }

    private static LinkedHashMap<String, String> categories(Work work, boolean mood) {
        var categories = new LinkedHashMap<String, String>();
        if (mood) {
            for (var name : work.node()
                    .at("options", "categories")
                    .asText("Positive, Neutral, Negative")
                    .split(",")) {
                if (!name.isBlank()) {
                    categories.put(name.strip(), "");
                }
            }
            return categories;
        }
        for (var one : work.node().at("categories", "categories")) {
            if (!one.path("category").asText("").isBlank()) {
                categories.put(
                        one.path("category").asText(), one.path("description").asText(""));
            }
        }
        return categories;
    }

    /** Text that begins with no sign of an expression, whatever the node says. */
    private static String words(
            dev.serai.n8n.workflow.Node node, LinkedHashMap<String, String> categories, boolean other) {
        var text = new StringBuilder("Say which of these categories the text belongs to:\n");
        categories.forEach((name, description) -> text.append("- ")
                .append(name)
                .append(description.isBlank() ? "" : ": " + description)
                .append('\n'));
        if (other) {
            text.append("- other: none of these\n");
        }
        var own = node.at("options", "systemPromptTemplate").asText("").replaceFirst("^=", "");
        return own.isBlank() ? text.toString() : text.append('\n').append(own).toString();
    }

    private static String schema(List<String> names, boolean other) {
        var schema = Json.object().put("type", "object");
        var values = schema.putObject("properties")
                .putObject("category")
                .put("type", "string")
                .putArray("enum");
        names.forEach(values::add);
        if (other) {
            values.add("other");
        }
        schema.putArray("required").add("category");
        return Json.text(schema);
    }
}
