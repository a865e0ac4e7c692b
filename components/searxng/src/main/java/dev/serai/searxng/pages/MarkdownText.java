package dev.serai.searxng.pages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Writes elements as light Markdown: headings, lists and table rows; of links only their words. */
final class MarkdownText implements NodeFilter {

    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "dl",
            "table",
            "figure",
            "hr",
            "address",
            "details",
            "form",
            "fieldset",
            "header",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6");
    private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "br", "caption", "figcaption", "summary");
    private static final Set<String> CLOSE = Set.of("ul", "ol", "p", "div");
    private static final Pattern MARK = Pattern.compile("\\s*(-|\\d+\\.|>|#+) ?");
    private static final int LONGEST_MARK = 40;
    private static final int DEEPEST_LIST = 8;

    private final Element root;
    private final Hidden hidden;
    private final StringBuilder text = new StringBuilder();
    private final Deque<int[]> lists = new ArrayDeque<>();
    private int line;
    private int cells;
    private int verbatim;

    private MarkdownText(Element root, Hidden hidden) {
        this.root = root;
        this.hidden = hidden;
    }

    static String of(Element content, Hidden hidden) {
        var writer = new MarkdownText(content, hidden);
        content.filter(writer);
        return tidy(writer.text);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            write(words.getWholeText());
        } else if (node instanceof Element element) {
            if (hidden.hides(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (element != root) {
                open(element.normalName());
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && element != root && !hidden.hides(element)) {
            close(element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    private void open(String name) {
        if (PARAGRAPHS.contains(name)) {
            breakLines(lists.isEmpty() || !CLOSE.contains(name) ? 2 : 1);
        } else if (LINES.contains(name)) {
            breakLines(1);
        }
        switch (name) {
            case "ul" -> lists.push(new int[] {-1});
            case "ol" -> lists.push(new int[] {0});
            case "td", "th" -> {
                cells++;
                text.append(' ');
            }
            default -> {
                if (cells == 0) {
                    mark(name);
                }
            }
        }
    }

    private void mark(String name) {
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                text.append("#".repeat(name.charAt(1) - '0')).append(' ');
            case "li" ->
                text.append("  ".repeat(Math.min(DEEPEST_LIST, Math.max(0, lists.size() - 1))))
                        .append(item());
            case "tr" -> text.append('|');
            case "blockquote" -> text.append("> ");
            case "pre" -> {
                verbatim++;
                text.append("```");
                newLines(1);
            }
            default -> {}
        }
    }

    private void close(String name) {
        switch (name) {
            case "td", "th" -> {
                cells--;
                text.append(" |");
            }
            case "ul", "ol" -> lists.pop();
            case "pre" -> {
                if (cells == 0) {
                    verbatim--;
                    newLines(text.length() == line ? 0 : 1);
                    text.append("```");
                }
            }
            default -> {}
        }
        if (PARAGRAPHS.contains(name)) {
            breakLines(lists.isEmpty() ? 2 : 1);
        } else if (LINES.contains(name)) {
            breakLines(1);
        }
    }

    private String item() {
        var list = lists.peek();
        return list == null || list[0] < 0 ? "- " : ++list[0] + ". ";
    }

    private void write(String words) {
        for (var i = 0; i < words.length(); i++) {
            var sign = words.charAt(i);
            if (verbatim > 0 && sign == '\n') {
                newLines(1);
            } else if (verbatim > 0 || !Character.isWhitespace(sign) && sign != '\u00a0') {
                text.append(sign);
            } else {
                space();
            }
        }
    }

    private void space() {
        if (text.length() > line && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    /** Not inside a table's cell, which stays on one line, nor behind the mark of a list's item. */
    private void breakLines(int count) {
        if (cells > 0) {
            space();
            return;
        }
        var length = text.length() - line;
        if (length <= LONGEST_MARK
                && MARK.matcher(text.subSequence(line, text.length())).matches()) {
            return;
        }
        while (text.length() > line && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        var have = 0;
        while (have < count && have < text.length() && text.charAt(text.length() - 1 - have) == '\n') {
            have++;
        }
        if (text.length() > 0) {
            newLines(count - have);
        }
    }

    private void newLines(int count) {
        text.append("\n".repeat(count));
        line = count > 0 ? text.length() : line;
    }

    /** No blanks at the ends of lines, and never more than one empty line. */
    private static String tidy(StringBuilder text) {
        var tidy = new StringBuilder(text.length());
        var empty = 0;
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf("\n", start);
            end = end < 0 ? text.length() : end;
            var last = end;
            while (last > start && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == '\t')) {
                last--;
            }
            empty = last > start ? 0 : empty + 1;
            if (empty < 2) {
                tidy.append(text, start, last).append('\n');
            }
            start = end + 1;
        }
        return tidy.toString();
    }
}
