package dev.serai.n8n.yaml;

import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes maps, lists and texts as YAML. A text is plain only if nothing else can be read in it; every other one is in
 * double quotes with all that is not plain ASCII or a letter escaped, so names of strangers cannot begin anything new.
 */
public final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*(?:[ :][A-Za-z0-9_./-]+)*");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    /** Comments that some tools obey: they load libraries, fetch schemas, run an editor's commands. */
    private static final Pattern OBEYED =
            Pattern.compile("(?i)(camel-k|camel-jbang|yaml-language-server|vim?|ex|kate):");

    private static final int LONGEST_COMMENT = 110;
    private static final int LONGEST_PLAIN = 200;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    public static String write(List<String> heading, List<?> list) {
        var writer = new YamlWriter();
        writer.comments(heading, 0);
        writer.list(list, 0);
        if (list.isEmpty()) {
            // A file of comments only is no list for Camel.
            writer.out.append("[]\n");
        }
        return writer.out.toString();
    }

    private void list(List<?> list, int depth) {
        for (var one : list) {
            if (depth == 0 && !out.isEmpty()) {
                out.append('\n');
            }
            var value = one;
            if (one instanceof Noted noted) {
                comments(noted.comments(), depth);
                value = noted.value();
            }
            indent(depth).append("- ");
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                map(map, depth + 1, true);
            } else {
                scalar(value);
            }
        }
    }

    private void map(Map<?, ?> map, int depth, boolean begun) {
        boolean first = begun;
        for (var entry : map.entrySet()) {
            if (!first) {
                indent(depth);
            }
            first = false;
            out.append(text(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), depth);
        }
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, depth + 1, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, depth + 1);
        } else {
            out.append(' ');
            scalar(value);
        }
    }

    private void scalar(Object value) {
        if (value instanceof Map) {
            out.append("{}");
        } else if (value instanceof List) {
            out.append("[]");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            out.append(text(String.valueOf(value)));
        }
        out.append('\n');
    }

    private static String text(String text) {
        if (text.length() <= LONGEST_PLAIN
                && PLAIN.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return text;
        }
        var quoted = new StringBuilder();
        // JSON's escapes are YAML's; what JSON leaves as it is but YAML reads as a line's end is escaped here.
        Json.text(text).chars().forEach(c -> {
            if (c < 127 || Character.isLetterOrDigit(c)) {
                quoted.append((char) c);
            } else {
                quoted.append(String.format("\\u%04x", c));
            }
        });
        return quoted.toString();
    }

    private void comments(List<String> comments, int depth) {
        for (var comment : comments) {
            for (var line : comment.split("\\R")) {
                for (var piece : pieces(OBEYED.matcher(line)
                        .replaceAll("$1 :")
                        .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]", " ")
                        .stripTrailing())) {
                    indent(depth).append("# ").append(piece);
                    while (out.charAt(out.length() - 1) == ' ') {
                        out.setLength(out.length() - 1);
                    }
                    out.append('\n');
                }
            }
        }
    }

    private static List<String> pieces(String line) {
        var pieces = new java.util.ArrayList<String>();
        var rest = line;
        while (rest.length() > LONGEST_COMMENT) {
            int space = rest.lastIndexOf(' ', LONGEST_COMMENT);
            int end = space < 20 ? LONGEST_COMMENT : space;
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    private StringBuilder indent(int depth) {
        return out.append("  ".repeat(depth));
    }
}
