package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files: reading and writing them, and what is in them. */
final class FileConverter implements Converter {

    private static final Map<String, String> EXTRACTS = Map.ofEntries(
            Map.entry("csv", "csv"),
            Map.entry("pdf", "pdf"),
            Map.entry("text", "text"),
            Map.entry("fromJson", "json"),
            Map.entry("html", "html"),
            Map.entry("xlsx", "xlsx"),
            Map.entry("xml", "xml"),
            Map.entry("binaryToPropery", "base64"),
            Map.entry("binaryToProperty", "base64"));

    private static final Map<String, String> CONVERTS = Map.of(
            "csv", "csv",
            "html", "html",
            "xlsx", "xlsx",
            "toJson", "json",
            "toText", "text",
            "toBinary", "base64");

    @Override
    public Conversion convert(Work work) {
        return switch (work.node().type()) {
            case "extractFromFile" -> extract(work, work.node().text("operation", "csv"));
            case "readPDF" -> extract(work, "pdf");
            case "convertToFile" -> write(work, work.node().text("operation", "csv"));
            case "spreadsheetFile" -> spreadsheet(work);
            case "moveBinaryData" -> move(work);
            default -> disk(work);
        };
    }

    private static Conversion extract(Work work, String operation) {
        var format = EXTRACTS.get(operation);
        if (format == null) {
            return work.unsupported("files of the format " + operation, "Convert the file to CSV, XLSX or text before");
        }
        var node = work.node();
        var options = Json.object().put("format", format);
        options.put("binary", node.text("binaryPropertyName", "data"));
        var into = node.text("destinationKey");
        if (!into.isEmpty()) {
            options.put("into", into);
        }
        table(node, options);
        if (node.at("options", "includeEmptyCells").asBoolean(false)) {
            options.put("keepEmpty", true);
        }
        number(node, "maxRowCount", options, "maxRows");
        number(node, "fromLine", options, "fromRow");
        return work.items("extractFromFile", options);
    }

    private static void number(Node node, String name, ObjectNode options, String here) {
        if (node.at("options", name).isInt() && node.at("options", name).asInt() > 0) {
            options.put(here, node.at("options", name).asInt());
        }
    }

    private static void table(Node node, ObjectNode options) {
        var given = node.at("options");
        if (given.hasNonNull("delimiter")) {
            options.put("delimiter", given.get("delimiter").asText());
        }
        if (given.has("headerRow")) {
            options.put("header", given.get("headerRow").asBoolean(true));
        }
        if (!given.path("sheetName").asText("").isEmpty()) {
            options.put("sheet", given.get("sheetName").asText());
        }
        if (given.path("encoding").asText("").matches("[A-Za-z0-9_-]{2,20}")) {
            options.put("charset", given.get("encoding").asText());
        }
    }

    private static Conversion write(Work work, String operation) {
        var format = CONVERTS.get(operation);
        if (format == null) {
            return work.unsupported("files of the format " + operation, "Write CSV, XLSX, HTML, JSON or text instead");
        }
        var node = work.node();
        var options = Json.object().put("format", format).put("into", node.text("binaryPropertyName", "data"));
        if (!node.text("sourceProperty").isEmpty()) {
            options.put("field", node.text("sourceProperty"));
        }
        var name = node.at("options", "fileName").asText("").isEmpty()
                ? node.at("fileName")
                : node.at("options", "fileName");
        if (!name.asText("").isEmpty()) {
            options.set("fileName", Params.text(name));
        } else if (node.type().equals("spreadsheetFile")) {
            options.put("fileName", "spreadsheet." + operation);
        }
        if (node.text("mode").equals("each")) {
            options.put("perItem", true);
        }
        table(node, options);
        if (!node.at("options", "mimeType").asText("").isEmpty()) {
            options.set("mimeType", Params.text(node.at("options", "mimeType")));
        }
        if (node.at("options", "format").asBoolean(false)) {
            options.put("pretty", true);
        }
        return work.items("convertToFile", options);
    }

    private static Conversion spreadsheet(Work work) {
        var format = work.node().text("fileFormat", "xlsx").replace("autodetect", "xlsx");
        return work.node().text("operation", "fromFile").equals("toFile") ? write(work, format) : extract(work, format);
    }

    private static Conversion move(Work work) {
        var node = work.node();
        if (node.text("mode", "binaryToJson").equals("binaryToJson")) {
            return fields(work);
        }
        boolean all = node.at("convertAllData").asBoolean(true);
        boolean raw = !all && node.at("options", "useRawData").asBoolean(false);
        var options = Json.object()
                .put("format", raw ? "text" : "json")
                .put("perItem", true)
                .put("into", node.text("destinationKey", "data"));
        if (!all) {
            options.put("field", node.text("sourceKey", "data"));
        }
        for (var name : List.of("fileName", "mimeType")) {
            if (!node.at("options", name).asText("").isEmpty()) {
                options.set(name, Params.text(node.at("options", name)));
            }
        }
        return work.items("convertToFile", options);
    }

    /** What a file holds becomes the item, or a field of it. */
    private static Conversion fields(Work work) {
        var node = work.node();
        boolean all = node.at("setAllData").asBoolean(true);
        boolean coded = node.at("options", "keepAsBase64").asBoolean(false);
        boolean parsed = all || node.at("options", "jsonParse").asBoolean(false);
        var options = Json.object()
                .put("format", coded ? "base64" : parsed ? "json" : "text")
                .put("binary", node.text("sourceKey", "data"));
        if (node.at("options", "encoding").asText("").matches("[A-Za-z0-9_-]{2,20}")) {
            options.put("charset", node.at("options", "encoding").asText());
        }
        if (!all) {
            return work.items("extractFromFile", options.put("into", node.text("destinationKey", "data")));
        }
        var steps = new ArrayList<>(work.step("file", "extractFromFile", options));
        var made = work.items("set", Json.object().put("include", "none").put("json", "={{ $json.data }}"));
        steps.addAll(made.steps());
        return new Conversion(steps, made.outputs(), made.became());
    }

    /** The folder that a trigger watches, since its files are what is read most. */
    static String folder(Work work) {
        return work.project().workflow().nodes().stream()
                .filter(node -> node.type().equals("localFileTrigger") && !node.disabled())
                .map(node -> below(work, node.text("path"), own(work)))
                .findFirst()
                .orElse(own(work));
    }

    /**
     * A path of n8n's machine as a folder for files here. A workflow does not choose a place of this machine, which could
     * be its keys or its routes: the folder lies below data/shared, which many workflows name, or is the flow's own, until a
     * person names another one.
     */
    static String below(Work work, String given, String otherwise) {
        var path = given.replaceFirst("^=", "").strip();
        var parts = new ArrayList<>(List.of(path.split("/+")));
        parts.removeIf(String::isEmpty);
        boolean usable = path.length() <= 300
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> part.matches("[A-Za-z0-9_][A-Za-z0-9 ._-]{0,99}"));
        if (!usable) {
            return otherwise;
        }
        var plain = String.join("/", parts);
        if (plain.equals("data/shared") || plain.startsWith("data/shared/")) {
            return plain;
        }
        var rest = plain.replaceFirst("^(?:data(?:/files)?|files)(?:/|$)", "");
        return rest.isEmpty() ? own(work) : own(work) + "/" + rest;
    }

    /** What one workflow has written, another one does not read. */
    private static String own(Work work) {
        return "data/files/" + work.project().flow();
    }

    /** Only below one folder: paths in items come from outside. */
    private static Conversion disk(Work work) {
        var node = work.node();
        var operation = node.type().startsWith("writeBinary") ? "write" : node.text("operation", "read");
        var folder = work.project()
                .property("files", folder(work), "The folder below which nodes may read and write files.");
        var params = new Params();
        if (operation.equals("write")) {
            params.add("path", node.at("fileName")).add("binary", node.text("dataPropertyName", "data"));
            return work.call(
                    true, "file in " + folder, params, Step.list(Step.flow("Folder", "write(*, '" + folder + "')")));
        }
        params.add("binary", node.at("options", "dataPropertyName").asText(node.text("dataPropertyName", "data")));
        params.add("path", node.parameters().has("fileSelector") ? node.at("fileSelector") : node.at("filePath"));
        return work.call(
                true, "file in " + folder, params, Step.list(Step.flow("Folder", "read(*, '" + folder + "')")));
    }
}
