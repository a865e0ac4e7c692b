package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.support.json.Json;
import java.util.Map;

/** The steps that work on the list itself. Item Lists of early versions did all of them in one node. */
record ListConverter(String operation) implements Converter {

    private static final Map<String, String> INCLUDES = Map.of(
            "allOtherFields", "all",
            "selectedOtherFields", "selected",
            "specifiedFields", "selected",
            "allFieldsExcept", "except",
            "allFields", "all");

    private static final Map<String, String> OF_ITEM_LISTS = Map.of(
            "splitOutItems", "splitOut",
            "concatenateItems", "aggregate",
            "aggregateItems", "aggregate",
            "removeDuplicates", "removeDuplicates",
            "sort", "sort",
            "limit", "limit",
            "summarize", "summarize");

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var what = operation.equals("itemLists")
                ? OF_ITEM_LISTS.getOrDefault(node.text("operation", "splitOutItems"), "")
                : operation;
        return switch (what) {
            case "splitOut" -> work.items("splitOut", splitOut(work));
            case "aggregate" -> work.items("aggregate", aggregate(work));
            case "summarize" -> work.items("summarize", summarize(work));
            case "sort" -> work.items("sort", sort(node));
            case "limit" -> limit(work);
            case "removeDuplicates" -> removeDuplicates(work);
            case "renameKeys" -> work.items("renameKeys", renameKeys(work));
            default -> work.unsupported("the operation " + node.text("operation"), "Write it with items:code");
        };
    }

    private static ObjectNode dots(Node node, ObjectNode options) {
        if (node.at("options", "disableDotNotation").asBoolean(false)) {
            options.put("dots", false);
        }
        return options;
    }

    private static ObjectNode splitOut(Work work) {
        var node = work.node();
        var options = dots(node, Json.object());
        options.put("field", Lists.names(node.at("fieldToSplitOut")).replaceFirst("^=(?!\\{\\{)", ""));
        options.put("include", INCLUDES.getOrDefault(node.text("include"), "none"));
        var included = Lists.names(node.at("fieldsToInclude"));
        if (included.isEmpty()) {
            included = Lists.joined(
                    node.at("fieldsToInclude", "fields"),
                    one -> one.path("fieldName").asText(""));
        }
        if (!included.isEmpty()) {
            options.put("includeFields", included);
        }
        var into = node.at("options", "destinationFieldName").asText("");
        if (!into.isEmpty()) {
            options.put("into", into);
        }
        options.put("keepBinary", node.at("options", "includeBinary").asBoolean(false));
        return options;
    }

    private static ObjectNode aggregate(Work work) {
        var node = work.node();
        var options = dots(node, Json.object());
        var how = node.text("aggregate", node.text("operation").equals("aggregateItems") ? "all" : "");
        if (how.equals("aggregateAllItemData")) {
            options.put("mode", "all").put("into", node.text("destinationFieldName", "data"));
            options.put("include", INCLUDES.getOrDefault(node.text("include"), "all"));
            var names = Lists.names(
                    node.at(node.text("include").equals("allFieldsExcept") ? "fieldsToExclude" : "fieldsToInclude"));
            if (!names.isEmpty()) {
                options.put("includeFields", names);
            }
        } else {
            options.put("mode", "fields");
            options.put("field", Lists.joined(node.at("fieldsToAggregate", "fieldToAggregate"), one -> {
                var field = one.path("fieldToAggregate").asText("").replaceFirst("^=(?!\\{\\{)", "");
                var name = one.path("outputFieldName").asText("");
                return one.path("renameField").asBoolean(false) && !name.isEmpty() ? field + "=" + name : field;
            }));
        }
        options.put("mergeLists", node.at("options", "mergeLists").asBoolean(false));
        options.put("keepMissing", node.at("options", "keepMissing").asBoolean(false));
        options.put("keepBinary", node.at("options", "includeBinaries").asBoolean(false));
        return options;
    }

    private static ObjectNode summarize(Work work) {
        var node = work.node();
        var options = dots(node, Json.object());
        options.put("field", Lists.joined(node.at("fieldsToSummarize", "values"), one -> {
            if (one.path("aggregation").asText().equals("concatenate")) {
                var separator = one.path("separateBy").asText(",");
                options.put(
                        "separator",
                        separator.equals("other") ? one.path("customSeparator").asText() : separator);
            }
            if (one.path("includeEmpty").asBoolean(false)) {
                options.put("keepEmpty", true);
            }
            return one.path("aggregation").asText("count") + "("
                    + one.path("field").asText("") + ")";
        }));
        var by = Lists.names(node.at("fieldsToSplitBy"));
        if (!by.isEmpty()) {
            options.put("by", by);
        }
        options.put("single", node.at("options", "outputFormat").asText("").equals("singleItem"));
        options.put("keepMissing", !node.at("options", "skipEmptySplitFields").asBoolean(false));
        return options;
    }

    private static ObjectNode sort(Node node) {
        var options = dots(node, Json.object());
        switch (node.text("type", "simple")) {
            case "random" -> options.put("mode", "random");
            case "code" -> options.put("mode", "code").put("code", node.text("code"));
            default ->
                options.put(
                        "by",
                        Lists.joined(
                                node.at("sortFieldsUi", "sortField"),
                                one -> one.path("fieldName").asText("")
                                        + (one.path("order").asText().equals("descending") ? " desc" : "")));
        }
        return options;
    }

    private static Conversion limit(Work work) {
        var node = work.node();
        var most = node.at("maxItems");
        if (most.isTextual() && !most.asText().matches("\\d{1,9}")) {
            return work.unsupported("the number of items is an expression", "Write it with items:code");
        }
        var options = Json.object().put("max", most.asInt(1));
        return work.items("limit", options.put("keep", node.text("keep").equals("lastItems") ? "last" : "first"));
    }

    private static Conversion removeDuplicates(Work work) {
        var node = work.node();
        if (!node.text("operation", "removeDuplicateInputItems")
                .matches("removeDuplicateInputItems|removeDuplicates")) {
            return earlier(work);
        }
        var options = dots(node, Json.object());
        var compare = node.text("compare", "allFields");
        options.put("mode", compare.equals("allFields") ? "all" : INCLUDES.getOrDefault(compare, "selected"));
        var names = Lists.names(node.at(compare.equals("allFieldsExcept") ? "fieldsToExclude" : "fieldsToCompare"));
        if (names.isEmpty()) {
            names = Lists.joined(
                    node.at("fieldsToCompare", "fields"),
                    one -> one.path("fieldName").asText(""));
        }
        if (!names.isEmpty()) {
            options.put("by", names);
        }
        return work.items("removeDuplicates", options);
    }

    /** What came in earlier runs is held back; the folder of what workflows remember is a setting of the runtime. */
    private static Conversion earlier(Work work) {
        var node = work.node();
        if (node.text("operation").equals("clearDeduplicationHistory")) {
            return work.items(
                    "removeDuplicates", Json.object().put("earlier", "clear").put("shared", shared(work)));
        }
        var logic = node.text("logic", "removeItemsWithAlreadySeenKeyValues");
        var options = Json.object();
        switch (logic) {
            case "removeItemsUpToStoredIncrementalKey" ->
                options.put("earlier", "highest").put("value", node.text("incrementalDedupeValue"));
            case "removeItemsUpToStoredDate" ->
                options.put("earlier", "latest").put("value", node.text("dateDedupeValue"));
            default -> options.put("earlier", "values").put("value", node.text("dedupeValue"));
        }
        var history = node.at("options", "historySize");
        if (history.isInt() && history.asInt() > 0) {
            options.put("history", history.asInt());
        }
        return work.items("removeDuplicates", options.put("shared", shared(work)), "new", "seen");
    }

    private static boolean shared(Work work) {
        return work.node().at("options", "scope").asText("").equals("workflow");
    }

    private static ObjectNode renameKeys(Work work) {
        var node = work.node();
        var options = Json.object();
        JsonNode keys = node.at("keys", "key");
        keys.forEach(key -> options.withObject("/rename")
                .put(key.path("currentKey").asText(""), key.path("newKey").asText("")));
        var patterns = node.at("additionalOptions", "regexReplacement", "replacements");
        if (patterns.size() > 1) {
            work.lost("all but the first pattern", "Add a step items:renameKeys for each.");
        }
        if (!patterns.isEmpty()) {
            options.put("regex", patterns.get(0).path("searchRegex").asText(""));
            options.put("replacement", patterns.get(0).path("replaceRegex").asText(""));
            options.put(
                    "ignoreCase", patterns.get(0).at("/options/caseInsensitive").asBoolean(false));
            options.put("depth", patterns.get(0).at("/options/depth").asInt(-1));
        }
        return options;
    }
}
