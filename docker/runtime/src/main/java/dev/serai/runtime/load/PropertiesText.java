package dev.serai.runtime.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A text of properties whose comments and order stay when its values change. */
public final class PropertiesText {

    private PropertiesText() {}

    /** @param values those that the text does not have stand at its end */
    static String with(String text, Map<String, String> values) {
        var left = new LinkedHashMap<>(values);
        var made = new StringBuilder();
        for (var line : lines(text)) {
            var name = name(line);
            made.append(name != null && left.containsKey(name) ? line(name, left.remove(name)) : line)
                    .append('\n');
        }
        left.forEach((name, value) -> made.append(line(name, value)).append('\n'));
        return made.toString();
    }

    /** Its lines as they are written. What a backslash continues is one with what follows. */
    public static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        var begun = new StringBuilder();
        for (var line : text.lines().toList()) {
            var alone = begun.isEmpty() && (isComment(line) || line.isBlank());
            begun.append(line);
            if (!alone && isContinued(line)) {
                begun.append('\n');
            } else {
                lines.add(begun.toString());
                begun.setLength(0);
            }
        }
        if (!begun.isEmpty()) {
            // The last backslash continues nothing, and must not continue what is written behind it.
            lines.add(begun.substring(0, begun.length() - 2));
        }
        return lines;
    }

    public static boolean isComment(String line) {
        var begin = line.stripLeading();
        return begin.startsWith("#") || begin.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at--;
        }
        return (line.length() - at) % 2 == 1;
    }

    private static String line(String name, String value) {
        return escaped(name, true) + "=" + escaped(value, false);
    }

    private static String name(String line) {
        try {
            var one = new Properties();
            one.load(new StringReader(line));
            return one.isEmpty() ? null : one.stringPropertyNames().iterator().next();
        } catch (IllegalArgumentException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text, boolean name) {
        var made = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' || name && "=:#! ".indexOf(c) >= 0 || c == ' ' && i == 0) {
                made.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                made.append(String.format("\\u%04x", (int) c));
            } else {
                made.append(c);
            }
        }
        return made.toString();
    }
}
