package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.Map;

/** Edit Fields, in the three shapes it has had. */
final class SetConverter implements Converter {

    private static final Map<String, String> INCLUDES =
            Map.of("all", "all", "none", "none", "selected", "selected", "except", "except");

    /** What a field of today has that was not filled in. */
    private static final Map<String, JsonNode> UNSET = Map.of(
            "number", Json.tree(0), "boolean", Json.tree(true), "array", Json.tree("[]"), "object", Json.tree("{}"));

    private static final Map<String, JsonNode> OLD_UNSET = Map.of("number", Json.tree(0), "boolean", Json.tree(false));

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object();
        if (node.text("mode").equals("raw")) {
            options.set("json", Params.text(node.at("jsonOutput")));
            hidden(node.at("assignments", "assignments"));
        } else {
            fields(node.at("assignments", "assignments"), options);
            fields(node.at("fields", "values"), options);
            node.at("values").fields().forEachRemaining(type -> old(type.getKey(), type.getValue(), options));
        }
        include(work, options);
        if (node.at("options", "dotNotation").asBoolean(true) == false) {
            options.put("dots", false);
        }
        if (node.at("options", "ignoreConversionErrors").asBoolean(false)) {
            options.put("ignoreConversionErrors", true);
        }
        boolean others = !options.path("include").asText().equals("none");
        options.put(
                "keepBinary",
                node.version() >= 3.4
                        ? others && !node.at("options", "stripBinary").asBoolean(false)
                        : node.at("options", "includeBinary").asBoolean(true));
        // Copies are made in tests in the editor only.
        work.ignores("duplicateItem", "duplicateCount");
        return options.path("fields").isEmpty()
                        && !options.has("json")
                        && options.path("include").asText().equals("all")
                ? work.items("record", Json.object())
                : work.items("set", filled(options));
    }

    /** What the chosen mode does not have. */
    private static void hidden(JsonNode list) {
        Lists.of(list).forEach(Lists::of);
    }

    /** A step without fields gives empty items; items:set needs to be told something. */
    private static ObjectNode filled(ObjectNode options) {
        if (options.path("fields").isEmpty() && !options.has("json")) {
            options.put("json", "{}");
        }
        return options;
    }

    private static void include(Work work, ObjectNode options) {
        var node = work.node();
        var include = node.text("include");
        if (node.version() < 3) {
            include = node.at("keepOnlySet").asBoolean(false) ? "none" : "all";
        } else if (node.version() >= 3.3) {
            include = node.at("includeOtherFields").asBoolean(false) ? node.text("include", "all") : "none";
        } else if (include.isEmpty()) {
            include = "all";
        }
        options.put("include", INCLUDES.getOrDefault(include, "all"));
        var names = Lists.names(node.at(include.equals("except") ? "excludeFields" : "includeFields"));
        if (!names.isEmpty()) {
            options.put("includeFields", names);
        }
    }

    private static void fields(JsonNode list, ObjectNode options) {
        for (var one : list) {
            var type = one.path("type").asText("string").replace("Value", "");
            var value = one.has("value") ? one.get("value") : one.path(type + "Value");
            put(name(one), value.isMissingNode() ? UNSET.getOrDefault(type, value) : value, type, options);
        }
    }

    /** The first versions kept what an expression gave, whatever type the field was to have. */
    private static void old(String type, JsonNode list, ObjectNode options) {
        for (var one : list) {
            var value = one.has("value") ? one.get("value") : OLD_UNSET.getOrDefault(type, one.path("value"));
            put(name(one), value, value.isBoolean() ? "boolean" : value.isNumber() ? "number" : "", options);
        }
    }

    private static String name(JsonNode field) {
        var name = field.path("name").asText("");
        return name.startsWith("=") && !name.contains("{{") ? name.substring(1) : name;
    }

    private static void put(String name, JsonNode value, String type, ObjectNode options) {
        if (name.isEmpty()) {
            return;
        }
        options.withObject("/fields").set(name, Params.text(value.isMissingNode() ? Json.tree("") : value));
        if (java.util.List.of("string", "number", "boolean", "array", "object").contains(type)) {
            options.withObject("/types").put(name, type);
        }
    }
}
