package dev.serai.runtime.imports;

import dev.serai.runtime.load.PropertiesText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** What the file beside imported routes sets, with its comments. */
public final class ImportedProperties {

    /** Variables, whose names strangers have chosen, and credentials. */
    private static final Pattern SECRET = Pattern.compile("^(?:serai\\.items|[^.]+)\\.vars\\."
            + "|(?i)(?:login-value|pass(?:word|wd|phrase)?|pwd|secret|token|key|authorization|credentials?)$");

    private ImportedProperties() {}

    /** As the importer writes them: lines of comment, a line with the value. */
    public static List<ImportedWorkflow.Property> read(String text) {
        var comments = new ArrayList<String>();
        var properties = new ArrayList<ImportedWorkflow.Property>();
        for (var line : PropertiesText.lines(text)) {
            if (PropertiesText.isComment(line)) {
                comments.add(line.strip().substring(1).strip());
            } else if (line.isBlank()) {
                comments.clear();
            } else {
                var comment = comment(String.join(" ", comments));
                one(line)
                        .forEach((name, value) ->
                                properties.add(property(String.valueOf(name), String.valueOf(value), comment)));
                comments.clear();
            }
        }
        return properties;
    }

    private static ImportedWorkflow.Property property(String name, String value, String comment) {
        return new ImportedWorkflow.Property(
                name, value, comment, SECRET.matcher(name).find());
    }

    /** Its letters are written as values are, its backslashes are not. */
    private static String comment(String text) {
        try {
            return one("comment=" + text).getProperty("comment", "");
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Properties one(String line) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(line));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
