package dev.serai.n8n.convert;

import dev.serai.support.json.Json;
import java.util.Map;

/** Date & Time. */
final class DateTimeConverter implements Converter {

    private static final Map<String, String> ACTIONS = Map.of(
            "getCurrentDate", "now",
            "addToDate", "add",
            "subtractFromDate", "subtract",
            "formatDate", "format",
            "roundDate", "round",
            "getTimeBetweenDates", "diff",
            "extractDate", "extract");

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object();
        if (node.version() < 2) {
            options.set("value", Params.text(node.at("value")));
            options.put("into", node.text("dataPropertyName", "data")).put("include", "all");
            if (node.text("action", "format").equals("calculate")) {
                options.put("action", node.text("operation", "add").equals("subtract") ? "subtract" : "add");
                options.set("amount", Params.text(node.at("duration")));
                options.put("unit", node.text("timeUnit", "days"));
                return work.items("dateTime", options.put("timeZone", "UTC"));
            }
            options.put("action", "format");
            work.ignores("custom");
            options.set("format", Params.text(Json.tree(OldDatePattern.today(node.text("toFormat", "MM/DD/YYYY")))));
            if (known(node.at("options", "toTimezone").asText(""))) {
                options.put("timeZone", node.at("options", "toTimezone").asText());
            }
            return work.items("dateTime", options);
        }
        var action = ACTIONS.get(node.text("operation", "getCurrentDate"));
        if (action == null) {
            return work.unsupported("the operation " + node.text("operation"), "Use items:set with an expression");
        }
        options.put("action", action);
        switch (action) {
            case "add", "subtract" -> {
                options.set("value", Params.text(node.at("magnitude")));
                options.set(
                        "amount",
                        Params.text(node.at("duration").isMissingNode() ? Json.tree("0") : node.at("duration")));
                options.put("unit", node.text("timeUnit", "days"));
            }
            case "diff" -> {
                options.set("value", Params.text(node.at("startDate")));
                options.set("end", Params.text(node.at("endDate")));
                if (node.at("options", "isoString").asBoolean(false)) {
                    options.put("iso", true);
                }
                options.put("unit", Lists.names(node.at("units")).isEmpty() ? "day" : Lists.names(node.at("units")));
                if (node.at("options", "isoString").asBoolean(false)) {
                    options.put("iso", true);
                }
            }
            case "now" -> {}
            default -> {
                options.set("value", Params.text(node.at("date")));
                if (action.equals("format")) {
                    var format = node.text("format", "MM/dd/yyyy");
                    options.put("format", format.equals("custom") ? node.text("customFormat", "yyyy-MM-dd") : format);
                    options.put("utc", !node.at("options", "timezone").asBoolean(false));
                } else if (action.equals("round")) {
                    boolean up = node.text("mode", "roundDown").equals("roundUp");
                    options.put("round", up ? "up" : "down");
                    options.put("unit", up ? node.text("to", "month") : node.text("toNearest", "month"));
                } else {
                    options.put("unit", node.text("part", "month"));
                }
            }
        }
        var into = node.text("outputFieldName");
        if (!into.isEmpty()) {
            options.put("into", into);
        }
        if (node.at("options", "includeInputFields").asBoolean(false)) {
            options.put("include", "all");
        }
        var from = node.at("options", "fromFormat").asText("");
        if (!from.isEmpty()) {
            options.put("fromFormat", from);
        }
        var zone = node.at("options", "timezone").asText("");
        if (known(zone)) {
            options.put("timeZone", zone);
        }
        return work.items("dateTime", options);
    }

    private static boolean known(String zone) {
        return java.time.ZoneId.getAvailableZoneIds().contains(zone);
    }
}
