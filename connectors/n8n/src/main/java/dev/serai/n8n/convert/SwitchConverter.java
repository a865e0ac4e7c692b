package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Switch: rules of today, rules of the first versions, or an expression that gives the output. */
final class SwitchConverter implements Converter {

    private static final int MOST = 100;

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object();
        if (node.text("mode", "rules").equals("expression")) {
            int outputs = Math.max(1, Math.min(MOST, node.at("numberOutputs").asInt(4)));
            options.set("value", Params.text(node.at("output")));
            return finish(work, options, numbers(outputs));
        }
        boolean old = node.version() < 3;
        var rules = Json.MAPPER.createArrayNode();
        var names = new ArrayList<String>();
        if (old) {
            oldRules(node.version() < 2, node.text("dataType", "number"), node.at("value1"), node.at("rules", "rules"))
                    .forEach(rule ->
                            rules.addObject().set("conditions", ConditionsJson.known(work, rule.path("conditions"))));
        } else {
            node.at("rules", "values").forEach(rule -> {
                var conditions = rule.path("conditions");
                rules.addObject()
                        .set(
                                "conditions",
                                conditions.path("conditions").isEmpty()
                                        ? always()
                                        : ConditionsJson.known(work, conditions));
                var given = rule.path("outputKey").asText("");
                var key = rule.path("renameOutput").asBoolean(false) ? given : "";
                names.add(key);
            });
        }
        if (rules.isEmpty()) {
            rules.addObject().set("conditions", always());
        }
        options.set("ruleList", rules);
        ConditionConverter.loose(node.at("options"), options);
        if (node.at("options", "allMatchingOutputs").asBoolean(false)) {
            options.put("allMatching", true);
        }
        // What outputs are called in the editor makes no difference.
        work.ignores("options.renameFallbackOutput");
        node.at("rules", "rules").forEach(rule -> rule.path("outputKey").isTextual());
        var outputs = names(names, rules.size());
        var fallback = old
                ? node.text("fallbackOutput", "-1")
                : node.at("options", "fallbackOutput").asText("none");
        if (fallback.equals("extra")) {
            options.put("fallback", "extra");
            outputs.add("fallback");
        } else if (fallback.matches("\\d{1,2}") && Integer.parseInt(fallback) < outputs.size()) {
            options.put("fallback", fallback);
        }
        return finish(work, options, outputs);
    }

    private static Conversion finish(Work work, ObjectNode options, List<String> outputs) {
        var told = new ArrayList<>(outputs);
        told.remove("fallback");
        options.put("outputNames", String.join(",", told));
        return work.items("switch", options, outputs.toArray(String[]::new));
    }

    /** The names that people gave, as far as they can stand in an option's name; else numbers. */
    private static List<String> names(List<String> given, int size) {
        var names = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            // Camel reads a dash in an option's name as the beginning of a capital letter.
            var slug = i < given.size() ? Project.slug(given.get(i), "").replace('-', '_') : "";
            boolean usable = !slug.isEmpty() && !slug.matches("\\d+|fallback|error") && !names.contains(slug);
            names.add(usable ? slug : String.valueOf(i));
        }
        return names;
    }

    private static List<String> numbers(int size) {
        return names(List.of(), size);
    }

    private static JsonNode always() {
        return ConditionsJson.one("boolean", Json.tree(true), "true", Json.tree(""));
    }

    /** The first rules name one of four outputs, and those of one output are alternatives; then each had its own. */
    private static List<ObjectNode> oldRules(boolean first, String type, JsonNode left, JsonNode rules) {
        var byOutput = new TreeMap<Integer, ObjectNode>();
        int number = 0;
        for (var rule : rules) {
            int output = first ? Math.max(0, Math.min(3, rule.path("output").asInt(0))) : Math.min(MOST - 1, number++);
            var conditions = byOutput.computeIfAbsent(output, o -> ConditionsJson.start(true));
            ConditionsJson.add(
                    conditions.withArray("conditions"),
                    type,
                    left,
                    rule.path("operation").asText(type.equals("number") ? "smaller" : "equal"),
                    rule.path("value2"));
        }
        var all = new ArrayList<ObjectNode>();
        int last = first ? 3 : byOutput.isEmpty() ? -1 : byOutput.lastKey();
        for (int output = 0; output <= last; output++) {
            var made = Json.object();
            made.set("conditions", byOutput.getOrDefault(output, ConditionsJson.never()));
            all.add(made);
        }
        return all;
    }
}
