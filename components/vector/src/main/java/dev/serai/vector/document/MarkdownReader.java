package dev.serai.vector.document;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Markdown: its headings make the sections; the rest stays as it is written. */
final class MarkdownReader implements FormatReader {

    private static final Pattern TITLE = Pattern.compile("title:\\s*[\"']?(.{1,300}?)[\"']?\\s*");

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        var lines = Texts.read(source, budget).split("\n", -1);
        var outline = new Outline(budget);
        int next = frontMatterEnd(lines);
        var title = next == 0 ? null : title(lines, next);
        var fence = new Fence();
        for (; next < lines.length; next++) {
            var line = lines[next];
            if (fence.covers(line)) {
                outline.line(line);
            } else if (level(line) > 0) {
                outline.heading(level(line), headingText(line));
            } else if (isTitleLine(line) && next + 1 < lines.length && underline(lines[next + 1]) > 0) {
                outline.heading(underline(lines[++next]), line);
            } else {
                outline.line(line);
            }
        }
        var sections = outline.sections();
        return new ParsedDocument(
                title == null ? outline.firstHeading() : title,
                source.format().mediaType(),
                sections,
                Map.of(),
                List.of());
    }

    /** The line after a block of settings between two lines of dashes, or 0. */
    private static int frontMatterEnd(String[] lines) {
        if (!lines[0].equals("---")) {
            return 0;
        }
        for (int i = 1; i < Math.min(lines.length, 200); i++) {
            if (lines[i].equals("---")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String title(String[] lines, int end) {
        for (int i = 1; i < end - 1; i++) {
            var matcher = TITLE.matcher(lines[i]);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    private static int level(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        boolean heading = level > 0 && level <= 6 && level < line.length() && Texts.space(line.charAt(level));
        return heading ? level : 0;
    }

    private static String headingText(String line) {
        var text = line.substring(level(line)).strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        // "C#" keeps its sign, "Heading ##" doesn't.
        return end == 0 || Texts.space(text.charAt(end - 1)) ? text.substring(0, end) : text;
    }

    /** Only a paragraph's line can be underlined into a heading. */
    private static boolean isTitleLine(String line) {
        return !line.isBlank()
                && !line.startsWith(" ")
                && !line.startsWith("\t")
                && "-*>|+=".indexOf(line.charAt(0)) < 0;
    }

    private static int underline(String line) {
        var text = line.stripTrailing();
        if (text.length() < 2 || text.chars().anyMatch(c -> c != text.charAt(0))) {
            return 0;
        }
        return text.charAt(0) == '=' ? 1 : text.charAt(0) == '-' ? 2 : 0;
    }
}
