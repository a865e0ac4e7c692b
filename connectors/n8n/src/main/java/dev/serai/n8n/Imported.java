package dev.serai.n8n;

import dev.serai.n8n.report.Made;
import dev.serai.n8n.report.Report;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A workflow as routes, not yet written anywhere.
 *
 * @param flow the name that its routes, properties and folder have
 * @param files the texts of the files by their names
 */
public record Imported(String flow, Map<String, String> files, Report report) {

    static final String PROPERTIES = "application.properties";

    public Imported {
        files = Map.copyOf(files);
    }

    public String routes() {
        return files.get(flow + ".camel.yaml");
    }

    /** Writes the files into a folder of their own below the given one, which is not there yet, and gives that folder. */
    public Path write(Path folder) {
        var target = folder.resolve(flow);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new N8nException(N8nError.EXISTS, "the folder " + target + " is there already");
        }
        return write(target, files);
    }

    /** Writes over the files of an earlier import; what was set in its properties stays. */
    public Path replace(Path folder) {
        var target = folder.resolve(flow);
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return write(folder);
        }
        if (!Files.isRegularFile(target.resolve(Made.REPORT), LinkOption.NOFOLLOW_LINKS)) {
            throw new N8nException(N8nError.EXISTS, "the folder " + target + " is none of an import");
        }
        var all = new LinkedHashMap<>(files);
        var before = Made.in(target);
        if (!before.isReplacedBy(Made.of(files.get(Made.REPORT)))) {
            throw new N8nException(N8nError.EXISTS, "the folder " + target + " is of another workflow with this name");
        }
        try {
            if (Files.exists(target.resolve(PROPERTIES))) {
                all.put(
                        PROPERTIES,
                        withValues(files.get(PROPERTIES), Files.readString(target.resolve(PROPERTIES)), before));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new N8nException(
                    N8nError.CANNOT_WRITE, "what was set in " + target.resolve(PROPERTIES) + " cannot be read");
        }
        write(target, all);
        try {
            for (var file : before.files()) {
                // What somebody may have set is not the import's.
                if (!all.containsKey(file) && !file.equals(PROPERTIES)) {
                    Files.deleteIfExists(target.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new N8nException(N8nError.CANNOT_WRITE, "the folder " + target + " cannot be written", e);
        }
        return target;
    }

    private static Path write(Path target, Map<String, String> files) {
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

    /** The new text with what was set in the old one; what only the old one has stands at the end. */
    private static String withValues(String text, String old, Made before) throws IOException {
        var left = properties(old);
        left.entrySet().removeIf(one -> !before.isSet(String.valueOf(one.getKey()), String.valueOf(one.getValue())));
        var made = new StringBuilder();
        for (var line : text.lines().toList()) {
            var name = line.substring(0, Math.max(0, line.indexOf('=')));
            var value = line.startsWith("#") ? null : left.remove(name);
            made.append(value == null ? line : name + "=" + Importer.escaped(String.valueOf(value)))
                    .append('\n');
        }
        if (!left.isEmpty()) {
            made.append("# --- Kept from before ---\n\n");
        }
        left.forEach((name, value) -> made.append(Importer.escapedName(String.valueOf(name)))
                .append('=')
                .append(Importer.escaped(String.valueOf(value)))
                .append('\n'));
        return made.toString();
    }

    private static Properties properties(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
