package dev.serai.n8n.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What an import has made, which its report tells to those who replace or remove it.
 *
 * @param id what n8n knows the workflow by; empty where the report does not say it
 * @param files the names of its files; empty where the report does not say them
 * @param defaults its properties as it gave them: a value that differs has been set by somebody
 */
public record Made(String id, List<String> files, Map<String, String> defaults) {

    public static final String REPORT = "report.json";

    static final String ID = "id";
    static final String FILES = "files";
    static final String DEFAULTS = "defaults";

    /** A report may be written by anybody: nothing that is hidden or leads elsewhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,199}");

    private static final int LONGEST = 64 << 20;

    public Made {
        files = List.copyOf(files);
        defaults = Map.copyOf(defaults);
    }

    /** Whether another import may take its place: what was set for one workflow, such as a key, is not for another. */
    public boolean isReplacedBy(Made other) {
        return id.isEmpty() || id.equals(other.id);
    }

    /** Whether somebody has set a property to this value. */
    public boolean isSet(String property, String value) {
        return !value.equals(defaults.get(property));
    }

    /** What was made in a folder, as far as its report can be read. */
    public static Made in(Path folder) {
        try (var stream = Files.newInputStream(folder.resolve(REPORT), LinkOption.NOFOLLOW_LINKS)) {
            return of(Json.read(stream.readNBytes(LONGEST)));
        } catch (IOException e) {
            return of(Json.object());
        }
    }

    /** What a report says, as far as it can be read. */
    public static Made of(String report) {
        try {
            return of(Json.read(report));
        } catch (IOException e) {
            return of(Json.object());
        }
    }

    private static Made of(JsonNode report) {
        var files = StreamSupport.stream(report.path(FILES).spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> NAME.matcher(name).matches())
                .toList();
        var defaults = new HashMap<String, String>();
        report.path(DEFAULTS)
                .fields()
                .forEachRemaining(
                        one -> defaults.put(one.getKey(), one.getValue().asText()));
        return new Made(report.path(ID).asText(""), files, defaults);
    }
}
