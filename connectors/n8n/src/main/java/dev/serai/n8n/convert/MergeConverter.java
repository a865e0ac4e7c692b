package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.Map;

/** Merge, over its versions. */
final class MergeConverter implements Converter {

    private static final Map<String, String> JOINS = Map.of(
            "keepMatches", "inner",
            "keepNonMatches", "anti",
            "keepEverything", "outer",
            "enrichInput1", "left",
            "enrichInput2", "right");

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var mode = node.text("mode", "append");
        // Its wires say how many inputs there are.
        work.ignores("numberInputs");
        var options = Json.object();
        return switch (mode) {
            case "append" -> work.items("merge", options.put("mode", "append"));
            case "combine" -> combine(work, options);
            case "chooseBranch", "passThrough" -> choose(work, options);
            case "wait" -> work.items("merge", options.put("mode", "choose").put("choose", 0));
            case "mergeByIndex", "mergeByPosition" ->
                work.items(
                        "merge",
                        options.put("mode", "position")
                                .put("unpaired", !node.text("join", "left").equals("inner")));
            case "multiplex" -> work.items("merge", options.put("mode", "combinations"));
            case "mergeByKey", "keepKeyMatches", "removeKeyMatches" -> byKey(work, options, mode);
            default ->
                work.unsupported("merging with mode " + mode, "Merge with a query in a step sql:, or with items:code");
        };
    }

    private static Conversion combine(Work work, ObjectNode options) {
        var node = work.node();
        var how = node.text("combineBy", node.text("combinationMode", "combineByFields"));
        clashes(work, options);
        switch (how) {
            case "combineByPosition", "mergeByPosition" -> {
                options.put("mode", "position");
                options.put("unpaired", node.at("options", "includeUnpaired").asBoolean(false));
            }
            case "combineAll", "multiplex" -> options.put("mode", "combinations");
            case "combineByFields", "mergeByFields" -> {
                options.put("mode", "fields");
                options.put("join", JOINS.getOrDefault(node.text("joinMode", "keepMatches"), "inner"));
                boolean pairs = node.version() < 3 || node.at("advanced").asBoolean(false);
                options.put("on", pairs ? pairs(node) : node.text("fieldsToMatchString"));
                if (node.at("options", "multipleMatches").asText().equals("first")) {
                    options.put("firstMatch", true);
                }
                var from = node.text("outputDataFrom", "both");
                options.put("take", from.equals("input1") ? "first" : from.equals("input2") ? "last" : "both");
            }
            default -> {
                return work.unsupported("combining by " + how, "Merge with items:code");
            }
        }
        return work.items("merge", options);
    }

    private static void clashes(Work work, ObjectNode options) {
        var clash = work.node().at("options", "clashHandling", "values");
        switch (clash.path("resolveClash").asText("")) {
            case "preferInput1" -> options.put("prefer", "first");
            case "addSuffix" -> options.put("prefer", "both");
            case "" -> options.put("prefer", work.node().text("joinMode").equals("enrichInput2") ? "first" : "last");
            default -> options.put("prefer", "last");
        }
        if (clash.path("overrideEmpty").asBoolean(false)) {
            options.put("keepFilled", true);
        }
        options.put("deep", clash.path("mergeMode").asText("deepMerge").equals("deepMerge"));
    }

    static String pairs(dev.serai.n8n.workflow.Node node) {
        return Lists.joined(node.at("mergeByFields", "values"), MergeConverter::pair);
    }

    private static String pair(com.fasterxml.jackson.databind.JsonNode fields) {
        var left = fields.path("field1").asText("");
        var right = fields.path("field2").asText(left);
        return left.isEmpty() ? "" : left.equals(right) ? left : left + "=" + right;
    }

    private static Conversion choose(Work work, ObjectNode options) {
        var node = work.node();
        if (node.text("output").equals("empty")) {
            return work.items("merge", options.put("mode", "choose").put("choose", 0));
        }
        var wanted = node.text("useDataOfInput", node.text("output", "1")).replaceAll("\\D", "");
        int input = wanted.isEmpty() || wanted.length() > 2 ? 1 : Integer.parseInt(wanted);
        return work.items("merge", options.put("mode", "choose").put("choose", Math.max(1, input)));
    }

    private static Conversion byKey(Work work, ObjectNode options, String mode) {
        var node = work.node();
        var left = node.text("propertyName1");
        var right = node.text("propertyName2", left);
        options.put("mode", "fields").put("on", left.equals(right) ? left : left + "=" + right);
        options.put("join", mode.equals("mergeByKey") ? "left" : mode.equals("keepKeyMatches") ? "inner" : "anti");
        if (!mode.equals("mergeByKey")) {
            options.put("take", "first");
        } else if (!node.text("overwrite", "always").equals("always")) {
            options.put("prefer", "first");
        }
        return work.items("merge", options);
    }
}
