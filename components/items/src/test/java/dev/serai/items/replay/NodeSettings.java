package dev.serai.items.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A node of n8n, as far as the cases use it, as a step with its options. */
record NodeSettings(ItemsOperation operation, ItemsConfiguration options) {

    static NodeSettings of(String name, JsonNode node) {
        var options = new ItemsConfiguration();
        options.setName(name);
        options.setTimeZone("Europe/Vienna");
        var parameters = node.path("parameters");
        var own = parameters.path("options");
        options.setDots(!own.path("disableDotNotation").asBoolean());
        var operation = switch (node.path("type").asText()) {
            case "set" -> set(options, parameters, own, node.path("version").asDouble());
            case "if" -> conditions(ItemsOperation.IF, options, parameters);
            case "filter" -> conditions(ItemsOperation.FILTER, options, parameters);
            case "switch" -> choice(options, parameters, own);
            case "merge" -> merge(options, parameters, own);
            case "splitOut" -> splitOut(options, parameters, own);
            case "aggregate" -> aggregate(options, parameters, own);
            case "summarize" -> summarize(options, parameters, own);
            case "sort" -> sort(options, parameters);
            case "limit" -> limit(options, parameters);
            case "removeDuplicates" -> removeDuplicates(options, parameters, own);
            case "renameKeys" -> renameKeys(options, parameters);
            case "splitInBatches" -> loop(options, parameters, own);
            case "compareDatasets" -> compare(options, parameters, own);
            case "dateTime" -> dateTime(options, parameters, own);
            case "html" -> html(options, parameters, own);
            case "extractFromFile" -> extractFromFile(options, parameters, own);
            case "convertToFile" -> convertToFile(options, parameters, own);
            case "code" -> code(options, parameters);
            default -> throw new IllegalArgumentException("no step for " + node.path("type"));
        };
        return new NodeSettings(operation, options);
    }

    private static ItemsOperation set(ItemsConfiguration options, JsonNode parameters, JsonNode own, double version) {
        var all = parameters.path("includeOtherFields").asBoolean(version < 3.3);
        options.setInclude(all ? parameters.path("include").asText("all") : "none");
        options.setIncludeFields(parameters.path("includeFields").asText("")
                + parameters.path("excludeFields").asText(""));
        options.setDots(own.path("dotNotation").asBoolean(true));
        options.setIgnoreConversionErrors(own.path("ignoreConversionErrors").asBoolean());
        options.setKeepBinary(all && !own.path("stripBinary").asBoolean());
        if (parameters.path("mode").asText().equals("raw")) {
            options.setJson(parameters.path("jsonOutput").asText());
        }
        for (var field : parameters.path("assignments").path("assignments")) {
            options.getFields().put(field.path("name").asText(), text(field.path("value")));
            options.getTypes()
                    .put(field.path("name").asText(), field.path("type").asText());
        }
        for (var field : parameters.path("fields").path("values")) {
            var type = field.path("type").asText("stringValue");
            options.getFields()
                    .put(field.path("name").asText(), field.path(type).asText());
            options.getTypes().put(field.path("name").asText(), type.replace("Value", ""));
        }
        return ItemsOperation.SET;
    }

    private static ItemsOperation conditions(
            ItemsOperation operation, ItemsConfiguration options, JsonNode parameters) {
        options.setConditions(parameters.path("conditions").toString());
        return operation;
    }

    private static ItemsOperation choice(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        if (parameters.path("mode").asText().equals("expression")) {
            options.setValue(parameters.path("output").asText());
            options.setOutputNames("0, 1, 2");
            return ItemsOperation.SWITCH;
        }
        options.setRuleList(parameters.path("rules").toString());
        options.setAllMatching(own.path("allMatchingOutputs").asBoolean());
        options.setFallback(own.path("fallbackOutput").asText("none"));
        return ItemsOperation.SWITCH;
    }

    private static final Map<String, String> JOINS = Map.of(
            "keepMatches", "inner",
            "keepNonMatches", "anti",
            "keepEverything", "outer",
            "enrichInput1", "left",
            "enrichInput2", "right");

    private static ItemsOperation merge(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        var mode = parameters.path("mode").asText("append");
        var by = parameters.path("combineBy").asText("combineByFields");
        options.setMode(
                switch (mode) {
                    case "append" -> "append";
                    case "chooseBranch" -> "choose";
                    default ->
                        by.equals("combineByPosition")
                                ? "position"
                                : by.equals("combineAll") ? "combinations" : "fields";
                });
        options.setChoose(
                parameters.path("output").asText().equals("empty")
                        ? 0
                        : parameters.path("useDataOfInput").asInt(1));
        options.setUnpaired(own.path("includeUnpaired").asBoolean());
        var clash = own.path("clashHandling").path("values");
        var enriched = parameters.path("joinMode").asText().equals("enrichInput2") ? "preferInput1" : "preferLast";
        options.setPrefer(
                switch (clash.path("resolveClash").asText(enriched)) {
                    case "preferInput1" -> "first";
                    case "addSuffix" -> "both";
                    default -> "last";
                });
        options.setKeepFilled(clash.path("overrideEmpty").asBoolean());
        options.setDeep(clash.path("mergeMode").asText("deepMerge").equals("deepMerge"));
        if (options.getMode().equals("fields")) {
            options.setOn(
                    parameters.path("advanced").asBoolean()
                            ? pairs(parameters)
                            : parameters.path("fieldsToMatchString").asText());
            options.setJoin(JOINS.get(parameters.path("joinMode").asText("keepMatches")));
            options.setFirstMatch(own.path("multipleMatches").asText().equals("first"));
            options.setTake(
                    switch (parameters.path("outputDataFrom").asText("both")) {
                        case "input1" -> "first";
                        case "input2" -> "last";
                        default -> "both";
                    });
        }
        return ItemsOperation.MERGE;
    }

    private static String pairs(JsonNode parameters) {
        return joined(
                parameters.path("mergeByFields").path("values"),
                pair -> pair.path("field1").asText() + "=" + pair.path("field2").asText());
    }

    private static String joined(JsonNode list, java.util.function.Function<JsonNode, String> text) {
        return String.join(
                ", ", StreamSupport.stream(list.spliterator(), false).map(text).toList());
    }

    private static ItemsOperation splitOut(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setField(parameters.path("fieldToSplitOut").asText());
        options.setInto(own.path("destinationFieldName").asText(null));
        options.setInclude(
                switch (parameters.path("include").asText("noOtherFields")) {
                    case "allOtherFields" -> "all";
                    case "selectedOtherFields" -> "selected";
                    default -> "none";
                });
        options.setIncludeFields(parameters.path("fieldsToInclude").asText());
        return ItemsOperation.SPLIT_OUT;
    }

    private static ItemsOperation aggregate(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        var whole = parameters.path("aggregate").asText().equals("aggregateAllItemData");
        options.setMode(whole ? "all" : "fields");
        options.setInto(parameters.path("destinationFieldName").asText("data"));
        options.setInclude(
                switch (parameters.path("include").asText("")) {
                    case "specifiedFields" -> "selected";
                    case "allFieldsExcept" -> "except";
                    default -> "all";
                });
        options.setIncludeFields(parameters.path("fieldsToInclude").asText("")
                + parameters.path("fieldsToExclude").asText(""));
        options.setMergeLists(own.path("mergeLists").asBoolean());
        options.setKeepMissing(own.path("keepMissing").asBoolean());
        options.setField(joined(
                parameters.path("fieldsToAggregate").path("fieldToAggregate"),
                field -> field.path("fieldToAggregate").asText()
                        + (field.path("renameField").asBoolean()
                                ? "=" + field.path("outputFieldName").asText()
                                : "")));
        return ItemsOperation.AGGREGATE;
    }

    private static ItemsOperation summarize(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setField(joined(
                parameters.path("fieldsToSummarize").path("values"),
                one -> one.path("aggregation").asText() + "("
                        + one.path("field").asText() + ")"));
        options.setBy(parameters.path("fieldsToSplitBy").asText());
        options.setSingle(own.path("outputFormat").asText().equals("singleItem"));
        options.setKeepMissing(!own.path("skipEmptySplitFields").asBoolean());
        for (var one : parameters.path("fieldsToSummarize").path("values")) {
            options.setKeepEmpty(
                    options.isKeepEmpty() || one.path("includeEmpty").asBoolean());
            var separator = one.path("separateBy").asText(",");
            options.setSeparator(
                    separator.equals("other") ? one.path("customSeparator").asText() : separator);
        }
        return ItemsOperation.SUMMARIZE;
    }

    private static ItemsOperation sort(ItemsConfiguration options, JsonNode parameters) {
        if (parameters.path("type").asText().equals("code")) {
            options.setCode(parameters.path("code").asText());
            return ItemsOperation.SORT;
        }
        options.setBy(joined(
                parameters.path("sortFieldsUi").path("sortField"),
                key -> key.path("fieldName").asText()
                        + (key.path("order").asText().equals("descending") ? " desc" : "")));
        return ItemsOperation.SORT;
    }

    private static ItemsOperation limit(ItemsConfiguration options, JsonNode parameters) {
        options.setMax(parameters.path("maxItems").asInt(1));
        options.setKeep(parameters.path("keep").asText("firstItems").replace("Items", ""));
        return ItemsOperation.LIMIT;
    }

    private static ItemsOperation removeDuplicates(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        var operation = parameters.path("operation").asText();
        if (operation.equals("clearDeduplicationHistory") || operation.equals("removeItemsSeenInPreviousExecutions")) {
            options.setEarlier(
                    operation.startsWith("clear")
                            ? "clear"
                            : switch (parameters.path("logic").asText("")) {
                                case "removeItemsUpToStoredIncrementalKey" -> "highest";
                                case "removeItemsUpToStoredDate" -> "latest";
                                default -> "values";
                            });
            for (var value : List.of("dedupeValue", "incrementalDedupeValue", "dateDedupeValue")) {
                if (parameters.has(value)) {
                    options.setValue(parameters.path(value).asText());
                }
            }
            options.setHistory(own.path("historySize").asInt(10_000));
            options.setShared(own.path("scope").asText().equals("workflow"));
            return ItemsOperation.REMOVE_DUPLICATES;
        }
        options.setOnlyCompared(own.path("removeOtherFields").asBoolean());
        options.setMode(
                switch (parameters.path("compare").asText("allFields")) {
                    case "selectedFields" -> "selected";
                    case "allFieldsExcept" -> "except";
                    default -> "all";
                });
        options.setBy(parameters.path("fieldsToCompare").asText("")
                + parameters.path("fieldsToExclude").asText(""));
        return ItemsOperation.REMOVE_DUPLICATES;
    }

    private static ItemsOperation renameKeys(ItemsConfiguration options, JsonNode parameters) {
        for (var key : parameters.path("keys").path("key")) {
            options.getRename()
                    .put(key.path("currentKey").asText(), key.path("newKey").asText());
        }
        for (var pattern :
                parameters.path("additionalOptions").path("regexReplacement").path("replacements")) {
            options.setRegex(pattern.path("searchRegex").asText());
            options.setReplacement(pattern.path("replaceRegex").asText());
            options.setIgnoreCase(
                    pattern.path("options").path("caseInsensitive").asBoolean());
            options.setDepth(pattern.path("options").path("depth").asInt(-1));
        }
        return ItemsOperation.RENAME_KEYS;
    }

    private static ItemsOperation loop(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setBatchSize(parameters.path("batchSize").asInt(1));
        options.setReset(own.path("reset").asBoolean());
        return ItemsOperation.LOOP;
    }

    private static ItemsOperation compare(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setOn(pairs(parameters));
        options.setFirstMatch(own.path("multipleMatches").asText("first").equals("first"));
        options.setSkip(own.path("skipFields").asText(null));
        options.setPrefer(
                switch (parameters.path("resolve").asText("includeBoth")) {
                    case "preferInput1" -> "first";
                    case "preferInput2" -> "last";
                    case "mix" -> "mix";
                    default -> "both";
                });
        return ItemsOperation.COMPARE;
    }

    private static final Map<String, String> ACTIONS = Map.of(
            "addToDate", "add",
            "subtractFromDate", "subtract",
            "formatDate", "format",
            "extractDate", "extract",
            "roundDate", "round",
            "getTimeBetweenDates", "diff",
            "getCurrentDate", "now");

    private static ItemsOperation dateTime(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setAction(ACTIONS.get(parameters.path("operation").asText("getCurrentDate")));
        for (var date : List.of("date", "magnitude", "startDate")) {
            if (parameters.has(date)) {
                options.setValue(parameters.path(date).asText());
            }
        }
        options.setEnd(parameters.path("endDate").asText(null));
        options.setAmount(parameters.path("duration").asText("0"));
        options.setUnit(
                switch (options.getAction()) {
                    case "extract" -> parameters.path("part").asText("month");
                    case "round" ->
                        parameters
                                .path("toNearest")
                                .asText(parameters.path("to").asText("month"));
                    case "diff" -> {
                        var units = new ArrayList<String>();
                        parameters.path("units").forEach(unit -> units.add(unit.asText()));
                        yield units.isEmpty() ? "day" : String.join(", ", units);
                    }
                    default -> parameters.path("timeUnit").asText("days");
                });
        var format = parameters.path("format").asText("MM/dd/yyyy");
        options.setFormat(
                format.equals("custom") ? parameters.path("customFormat").asText() : format);
        options.setFromFormat(own.path("fromFormat").asText(null));
        options.setRound(parameters.path("mode").asText().equals("roundUp") ? "up" : "down");
        options.setInto(parameters.path("outputFieldName").asText(null));
        options.setInclude(own.path("includeInputFields").asBoolean() ? "all" : "none");
        options.setIso(own.path("isoString").asBoolean());
        options.setUtc(!own.path("timezone").asBoolean());
        return ItemsOperation.DATE_TIME;
    }

    private static ItemsOperation html(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        for (var value : parameters.path("extractionValues").path("values")) {
            var what = value.path("returnValue").asText("text");
            options.getExtract()
                    .put(
                            value.path("key").asText(),
                            value.path("cssSelector").asText()
                                    + (what.equals("text")
                                            ? ""
                                            : "@"
                                                    + (what.equals("attribute")
                                                            ? value.path("attribute")
                                                                    .asText()
                                                            : what))
                                    + (value.path("returnArray").asBoolean() ? "[]" : ""));
        }
        options.setField("data");
        options.setClean(own.path("cleanUpText").asBoolean(true));
        return ItemsOperation.HTML_EXTRACT;
    }

    private static ItemsOperation extractFromFile(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setFormat(
                switch (parameters.path("operation").asText("csv")) {
                    case "binaryToPropery" -> "base64";
                    case "fromJson" -> "json";
                    default -> parameters.path("operation").asText("csv");
                });
        options.setInto(parameters.path("destinationKey").asText(null));
        options.setKeepEmpty(own.path("includeEmptyCells").asBoolean());
        options.setMaxRows(own.path("maxRowCount").asInt(-1));
        options.setFromRow(own.path("fromLine").asInt(1));
        options.setDelimiter(own.path("delimiter").asText(","));
        options.setHeader(own.path("headerRow").asBoolean(true));
        return ItemsOperation.EXTRACT_FROM_FILE;
    }

    private static ItemsOperation convertToFile(ItemsConfiguration options, JsonNode parameters, JsonNode own) {
        options.setFormat(
                switch (parameters.path("operation").asText("csv")) {
                    case "toJson" -> "json";
                    case "toText" -> "text";
                    case "toBinary" -> "base64";
                    default -> parameters.path("operation").asText("csv");
                });
        options.setField(parameters.path("sourceProperty").asText(null));
        options.setFileName(own.path("fileName").asText(null));
        options.setDelimiter(own.path("delimiter").asText(","));
        options.setHeader(own.path("headerRow").asBoolean(true));
        options.setPretty(own.path("format").asBoolean());
        options.setMimeType(own.path("mimeType").asText(null));
        options.setPerItem(parameters.path("mode").asText().equals("each"));
        return ItemsOperation.CONVERT_TO_FILE;
    }

    private static ItemsOperation code(ItemsConfiguration options, JsonNode parameters) {
        options.setMode(parameters.path("mode").asText().equals("runOnceForEachItem") ? "each" : "all");
        options.setCode(parameters.path("jsCode").asText());
        return ItemsOperation.CODE;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
