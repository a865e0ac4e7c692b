package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.report.Finding;
import dev.serai.support.json.Json;
import java.util.Map;

/** Writes the conditions of early versions as those of today. */
final class ConditionsJson {

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("equal", "equals"),
            Map.entry("notEqual", "notEquals"),
            Map.entry("larger", "gt"),
            Map.entry("largerEqual", "gte"),
            Map.entry("smaller", "lt"),
            Map.entry("smallerEqual", "lte"),
            Map.entry("isEmpty", "empty"),
            Map.entry("isNotEmpty", "notEmpty"),
            Map.entry("regex", "regex"),
            Map.entry("notRegex", "notRegex"),
            Map.entry("after", "after"),
            Map.entry("before", "before"));

    private ConditionsJson() {}

    /** Of {@code {string: [{value1, operation, value2}], number: ...}}. */
    static ObjectNode ofLists(JsonNode lists, boolean any) {
        var json = start(any);
        lists.fields()
                .forEachRemaining(type -> type.getValue()
                        .forEach(one -> add(
                                json.withArray("conditions"),
                                type.getKey(),
                                one.path("value1"),
                                one.path("operation").asText(defaultOperation(type.getKey())),
                                one.path("value2"))));
        return json;
    }

    static ObjectNode one(String type, JsonNode left, String operation, JsonNode right) {
        var json = start(false);
        add(json.withArray("conditions"), type, left, operation, right);
        return json;
    }

    static ObjectNode start(boolean any) {
        var json = Json.object();
        json.put("combinator", any ? "or" : "and");
        json.putObject("options").put("caseSensitive", true).put("typeValidation", "loose");
        json.putArray("conditions");
        return json;
    }

    /** n8n takes a comparison that it does not know for false, which is what people see there. */
    static JsonNode known(Work work, JsonNode conditions) {
        var made = conditions.isObject() ? (ObjectNode) conditions.deepCopy() : start(false);
        var given = conditions.path("conditions");
        if (!made.path("combinator").asText("and").matches("and|or")) {
            tell(work, "combinator " + made.path("combinator").asText());
            return never();
        }
        var checked = made.putArray("conditions");
        for (var one : given) {
            var alone = start(false);
            alone.withArray("conditions").add(one);
            var failure = Checks.failure("filter", Json.object().set("conditions", alone));
            if (failure == null) {
                checked.add(one);
            } else {
                tell(
                        work,
                        one.path("operator").path("type").asText("") + " "
                                + one.path("operator").path("operation").asText(""));
                checked.addAll((ArrayNode) never().get("conditions"));
            }
        }
        return made;
    }

    private static void tell(Work work, String what) {
        work.tell(
                Finding.Kind.NOTE,
                "the comparison '" + Tools.words(what) + "' is none of n8n's, which takes it for false",
                "Choose the comparison again.");
    }

    static ObjectNode never() {
        return one("boolean", Json.tree(false), "true", Json.tree(""));
    }

    static void add(ArrayNode list, String type, JsonNode left, String operation, JsonNode right) {
        var condition = list.addObject();
        condition.set("leftValue", left.isMissingNode() ? Json.tree("") : left);
        condition.set("rightValue", right.isMissingNode() ? Json.tree("") : right);
        condition
                .putObject("operator")
                .put("type", type)
                .put("operation", OPERATIONS.getOrDefault(operation, operation));
    }

    private static String defaultOperation(String type) {
        return type.equals("number") ? "smaller" : type.equals("dateTime") ? "after" : "equal";
    }
}
