package dev.serai.items.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;

/** HTML as Markdown: a page becomes blocks with an empty line between them, and each block has text with marks. */
public final class HtmlToMarkdown {

    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "head",
            "noscript",
            "template",
            "svg",
            "iframe",
            "object",
            "embed",
            "audio",
            "video",
            "canvas",
            "map",
            "select",
            "button",
            "input",
            "textarea",
            "title",
            "meta",
            "link");
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_~\\[\\]]");
    private static final Pattern LINE_START = Pattern.compile("^(?:[-+=>]|#{1,6}(?=\\s))");
    private static final Pattern NUMBER_START = Pattern.compile("^(\\d{1,9})([.)])(?=\\s)");
    private static final Pattern LIST = Pattern.compile("\\d{1,9}\\. ");
    private static final Pattern LANGUAGE = Pattern.compile("(?:^|\\s)lang(?:uage)?-([\\w+#.-]{1,40})");

    /** Pages of strangers may be nested without end, and each level is a call within a call. */
    private static final int DEEPEST = 200;

    /**
     * How it is written.
     *
     * @param features references, dataImages, indentedCode
     * @param skip elements that are left out, or null
     */
    public record Style(
            String bullet, String emphasis, String strong, String fence, Set<String> features, Evaluator skip) {

        boolean has(String feature) {
            return features.contains(feature);
        }

        boolean isList(String block) {
            return block.startsWith(bullet + " ") || LIST.matcher(block).lookingAt();
        }
    }

    private final Style style;
    private final Map<String, Integer> references = new LinkedHashMap<>();

    private HtmlToMarkdown(Style style) {
        this.style = style;
    }

    public static String of(String html, Style style) {
        var page = Jsoup.parse(html);
        if (style.skip() != null) {
            page.select(style.skip()).remove();
        }
        var writer = new HtmlToMarkdown(style);
        var text = joined(writer.blocks(page.body(), 0), writer.style);
        var ends = new StringBuilder();
        writer.references.forEach((address, number) -> ends.append(ends.isEmpty() ? "\n\n" : "\n")
                .append('[')
                .append(number)
                .append("]: ")
                .append(address));
        return text + ends;
    }

    /** Two lists of different kinds need no line between them. */
    private static String joined(List<String> blocks, Style style) {
        var text = new StringBuilder();
        boolean list = false;
        for (var block : blocks) {
            boolean another = style.isList(block);
            text.append(text.isEmpty() ? "" : list && another ? "\n" : "\n\n").append(block);
            list = another;
        }
        return text.toString();
    }

    /** The blocks within an element; text between them is a block, too. */
    private List<String> blocks(Element parent, int depth) {
        var blocks = new ArrayList<String>();
        var line = new Line();
        for (var node : parent.childNodes()) {
            if (node instanceof Element element && isBlock(element)) {
                line.end(blocks);
                blocks.addAll(block(element, depth + 1));
            } else {
                inline(node, line, depth + 1);
            }
        }
        line.end(blocks);
        return blocks;
    }

    /** An element that only marks text is a block all the same where blocks are in it. */
    private static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    private List<String> block(Element element, int depth) {
        var name = element.normalName();
        if (depth > DEEPEST) {
            return text(element.text());
        }
        return switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                var words = words(element, depth);
                yield words.isEmpty()
                        ? List.of()
                        : List.of("#".repeat(name.charAt(1) - '0') + " " + words.replaceAll("\\s*\n\\s*", " "));
            }
            case "hr" -> List.of("---");
            case "pre" -> code(element);
            case "blockquote" -> {
                var inner = joined(blocks(element, depth), style);
                yield inner.isEmpty() ? List.of() : List.of(indented(inner, "> ", true));
            }
            case "ul", "ol", "menu" -> list(element, depth);
            case "table" -> new TableText(this, element, depth).blocks();
            default -> blocks(element, depth);
        };
    }

    private static List<String> text(String text) {
        return text.isBlank() ? List.of() : List.of(text);
    }

    private List<String> code(Element pre) {
        var code = pre.wholeText().stripTrailing().replaceFirst("^\n", "");
        if (code.isBlank()) {
            return List.of();
        }
        if (style.has("indentedCode")) {
            return List.of(indented(code, "    ", true));
        }
        var inner = pre.selectFirst("code");
        var language = LANGUAGE.matcher((inner == null ? "" : inner.className()) + " " + pre.className());
        var fence = longer(style.fence(), code);
        return List.of(fence + (language.find() ? language.group(1) : "") + "\n" + code + "\n" + fence);
    }

    private List<String> list(Element list, int depth) {
        boolean numbered = list.normalName().equals("ol");
        int number = numbered && list.attr("start").matches("\\d{1,9}") ? Integer.parseInt(list.attr("start")) : 1;
        var items = new ArrayList<String>();
        for (var child : list.children()) {
            var mark = numbered ? number++ + ". " : style.bullet() + " ";
            var inner = new StringBuilder();
            for (var block : isList(child) ? block(child, depth + 1) : blocks(child, depth + 1)) {
                inner.append(inner.isEmpty() ? "" : style.isList(block) ? "  \n" : "\n\n")
                        .append(block);
            }
            items.add(mark + indented(inner.toString(), " ".repeat(Math.max(3, mark.length())), false));
        }
        return items.isEmpty() ? List.of() : List.of(String.join(list.closest("li") == null ? "\n" : "  \n", items));
    }

    private static boolean isList(Element element) {
        return element.normalName().matches("ul|ol|menu");
    }

    /** Every line behind the first, and the first if asked for, begins with the prefix. */
    private static String indented(String text, String prefix, boolean first) {
        var lines = new ArrayList<String>();
        for (var line : text.split("\n", -1)) {
            lines.add(lines.isEmpty() && !first ? line : line.isEmpty() && prefix.isBlank() ? "" : prefix + line);
        }
        return String.join("\n", lines);
    }

    /** All text of an element in one block, also where there are blocks in it. */
    String words(Element element, int depth) {
        var line = new Line();
        for (var node : element.childNodes()) {
            inline(node, line, depth + 1);
        }
        return line.text();
    }

    private void inline(Node node, Line line, int depth) {
        if (node instanceof TextNode text) {
            line.words(text.getWholeText());
        } else if (node instanceof Element element) {
            inline(element, line, depth);
        }
    }

    private void inline(Element element, Line line, int depth) {
        var name = element.normalName();
        if (LEFT_OUT.contains(name)) {
            return;
        }
        if (depth > DEEPEST) {
            line.words(element.text());
            return;
        }
        switch (name) {
            case "br" -> line.newLine();
            case "b", "strong" -> marked(element, style.strong(), line, depth);
            case "i", "em" -> marked(element, style.emphasis(), line, depth);
            case "del", "s", "strike" -> marked(element, "~~", line, depth);
            case "code", "kbd", "samp", "tt" -> line.plain(ticked(element.text()));
            case "a" -> link(element, line, depth);
            case "img" -> picture(element, line);
            default -> {
                if (isBlock(element)) {
                    line.words(" ");
                }
                element.childNodes().forEach(child -> inline(child, line, depth + 1));
                if (isBlock(element)) {
                    line.words(" ");
                }
            }
        }
    }

    /** Marks stand at words, so spaces at the ends of the text stay outside of them. */
    private void marked(Element element, String mark, Line line, int depth) {
        var inner = words(element, depth);
        var whole = element.wholeText();
        if (inner.isEmpty()) {
            line.words(whole.isEmpty() ? "" : " ");
            return;
        }
        line.words(Character.isWhitespace(whole.isEmpty() ? 'x' : whole.charAt(0)) ? " " : "");
        line.plain(mark + inner + mark);
        line.words(Character.isWhitespace(whole.isEmpty() ? 'x' : whole.charAt(whole.length() - 1)) ? " " : "");
    }

    /** The mark, as often as it takes to stand nowhere in the code. */
    private static String longer(String mark, String code) {
        char sign = mark.charAt(0);
        int run = 0;
        int longest = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == sign ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return String.valueOf(sign).repeat(Math.max(mark.length(), longest + 1));
    }

    private static String ticked(String code) {
        if (code.isEmpty()) {
            return "";
        }
        var ticks = longer("`", code);
        var space = code.startsWith("`") || code.endsWith("`") ? " " : "";
        return ticks + space + code + space + ticks;
    }

    private void link(Element link, Line line, int depth) {
        var words = words(link, depth);
        var address = address(link.attr("href"));
        if (address.isEmpty() || words.isEmpty()) {
            line.plain(words);
            return;
        }
        var title = title(link);
        if (style.has("references")) {
            line.plain("[" + words + "][" + number(address + title) + "]");
        } else if (link.text().equals(link.attr("href")) && title.isEmpty()) {
            line.plain("<" + address + ">");
        } else {
            line.plain("[" + words + "](" + address + title + ")");
        }
    }

    private int number(String address) {
        return references.computeIfAbsent(address, one -> references.size() + 1);
    }

    private void picture(Element picture, Line line) {
        var address = address(picture.attr("src"));
        if (address.isEmpty() || address.startsWith("data:") && !style.has("dataImages")) {
            return;
        }
        line.plain("![" + escaped(picture.attr("alt")) + "](" + address + title(picture) + ")");
    }

    private static String title(Element element) {
        var title = element.attr("title").strip().replaceAll("\\s+", " ");
        return title.isEmpty() ? "" : " \"" + title.replace("\"", "\\\"") + "\"";
    }

    /** Signs that would end the address are written as the numbers of their bytes. */
    private static String address(String given) {
        return given.strip()
                .replaceAll("\\s", "%20")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E");
    }

    static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** Text of one block: spaces are one, and no word looks like a mark. */
    private static final class Line {

        private final StringBuilder text = new StringBuilder();

        void words(String given) {
            var words = given.replaceAll("[ \\t\\r\\n\\f]+", " ");
            if (atStart() || endsWith(' ')) {
                words = words.replaceFirst("^ +", "");
            }
            if (words.isEmpty()) {
                return;
            }
            var escaped = escaped(words);
            if (atStart()) {
                escaped = LINE_START.matcher(escaped).replaceFirst("\\\\$0");
                escaped = NUMBER_START.matcher(escaped).replaceFirst("$1\\\\$2");
            }
            text.append(escaped);
        }

        void plain(String marked) {
            text.append(marked);
        }

        void newLine() {
            if (!atStart()) {
                int end = text.length();
                while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
                    end--;
                }
                text.setLength(end);
                text.append("  \n");
            }
        }

        private boolean atStart() {
            return text.isEmpty() || endsWith('\n');
        }

        private boolean endsWith(char sign) {
            return !text.isEmpty() && text.charAt(text.length() - 1) == sign;
        }

        String text() {
            return text.toString().strip();
        }

        void end(List<String> blocks) {
            var made = text();
            if (!made.replace('\u00a0', ' ').isBlank()) {
                blocks.add(made);
            }
            text.setLength(0);
        }
    }
}
