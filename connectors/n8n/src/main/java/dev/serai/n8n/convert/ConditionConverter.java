package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;

/** If and Filter. */
record ConditionConverter(String operation) implements Converter {

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object();
        var given = node.at("conditions");
        boolean old = !given.path("conditions").isArray();
        JsonNode conditions = old
                ? ConditionsJson.ofLists(
                        given,
                        node.text("combineOperation", "all").equals("any")
                                || node.text("combineConditions").equalsIgnoreCase("or"))
                : given;
        if (conditions.path("conditions").isEmpty()) {
            // n8n takes nothing for true.
            options.put("condition", "true");
        } else {
            options.set("conditions", ConditionsJson.known(work, conditions));
        }
        loose(node.at("options"), options);
        loose(node.parameters(), options);
        return operation.equals("if") ? work.items("if", options, "true", "false") : work.items("filter", options);
    }

    static void loose(JsonNode given, ObjectNode options) {
        if (given.path("ignoreCase").asBoolean(false)) {
            options.put("ignoreCase", true);
        }
        if (given.path("looseTypeValidation").asBoolean(false)) {
            options.put("loose", true);
        }
    }
}
