package dev.serai.n8n.convert;

import dev.serai.support.json.Json;

/** Compression: zip and gzip. */
final class CompressionConverter implements Converter {

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object().put("binary", node.text("binaryPropertyName", "data"));
        if (node.text("operation", "decompress").equals("decompress")) {
            return work.items("decompress", options.put("into", node.text("outputPrefix", "file_")));
        }
        var format = node.text("outputFormat", node.version() >= 1.1 ? "zip" : "");
        if (!format.matches("zip|gzip")) {
            return work.unsupported("an archive of the format " + Tools.words(format), "Choose zip or gzip");
        }
        boolean prefixed = format.equals("gzip") && node.version() < 1.1;
        options.put("format", format);
        // The first version put a number behind the name.
        options.put(
                "into", prefixed ? node.text("outputPrefix", "data") + "0" : node.text("binaryPropertyOutput", "data"));
        if (prefixed && node.text("binaryPropertyName", "data").contains(",")) {
            work.differs(
                    "the files behind the first are called otherwise", "Look at their names in what comes after it.");
        }
        if (!node.text("fileName").isEmpty()) {
            options.set("fileName", Params.text(node.at("fileName")));
        }
        return work.items("compress", options);
    }
}
