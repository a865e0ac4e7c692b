package dev.serai.n8n;

import dev.serai.n8n.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A workflow as routes, not yet written anywhere.
 *
 * @param flow the name that its routes, properties and folder have
 * @param files the texts of the files by their names
 */
public record Imported(String flow, Map<String, String> files, Report report) {

    public Imported {
        files = Map.copyOf(files);
    }

    public String routes() {
        return files.get(flow + ".camel.yaml");
    }

    /** Writes the files into a folder of their own below the given one, and gives that folder. */
    public Path write(Path folder) {
        var target = folder.resolve(flow);
        try {
            Files.createDirectories(target);
            for (var file : files.entrySet()) {
                Files.writeString(target.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
            }
            return target;
        } catch (IOException e) {
            throw new N8nException(N8nError.CANNOT_WRITE, "the folder " + target + " cannot be written", e);
        }
    }
}
