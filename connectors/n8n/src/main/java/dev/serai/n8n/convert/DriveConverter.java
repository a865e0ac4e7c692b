package dev.serai.n8n.convert;

import dev.serai.n8n.yaml.Step;

/** Google Drive: a folder of one's own machine takes its place. */
final class DriveConverter implements Converter {

    static final String INSTEAD = "a folder of this machine takes the place of Google Drive";

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var operation = node.text("operation", "upload");
        if (!node.text("resource", "file").equals("file") || !operation.matches("download|upload")) {
            return work.unsupported(
                    "the operation " + Tools.words(operation) + " of Google Drive",
                    "Use Camel's google-drive component, or a folder");
        }
        var folder = folder(work);
        work.differs(INSTEAD, "Let the two be kept the same, or use Camel's google-drive component.");
        var params = new Params();
        boolean read = operation.equals("download");
        if (read) {
            params.add("path", SqlConverter.value(node.at("fileId")));
            params.add(
                    "binary", node.at("options", "binaryPropertyName").asText(node.text("binaryPropertyName", "data")));
        } else {
            params.add("path", node.at("name").isMissingNode() ? node.at("options", "name") : node.at("name"));
            params.add("binary", node.text("inputDataFieldName", node.text("binaryPropertyName", "data")));
        }
        return work.call(
                true,
                "file in " + folder,
                params,
                Step.list(Step.flow("Folder", (read ? "read" : "write") + "(*, '" + folder + "')")));
    }

    static String folder(Work work) {
        return work.project()
                .property(
                        "drive",
                        "data/drive/" + work.project().flow(),
                        "The folder that takes the place of Google Drive.");
    }
}
