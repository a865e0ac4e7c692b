package dev.serai.vector.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Writes the elements of a page as blocks, lines, rows and headings. */
final class HtmlText implements NodeVisitor {

    private static final Set<String> CELLS = Set.of("td", "th");

    private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "option", "figcaption", "caption");

    private final Outline outline;
    private final HtmlSurvey survey;
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Boolean> dataTables = new ArrayDeque<>();
    private int code;
    private int cells;
    private int unseen;
    private boolean firstCell = true;
    private boolean newBlock = true;
    private String prefix = "";

    HtmlText(Outline outline, HtmlSurvey survey, Budget budget) {
        this.outline = outline;
        this.survey = survey;
        this.budget = budget;
    }

    void read(Element root) throws IOException {
        root.traverse(this);
        end(false);
    }

    @Override
    public void head(Node node, int depth) {
        try {
            budget.check();
            if (node instanceof Element element) {
                if (unseen > 0 || survey.isUnseen(element)) {
                    unseen++;
                } else {
                    begin(element, element.normalName());
                }
            } else if (unseen == 0 && node instanceof TextNode words) {
                text.append(code > 0 ? words.getWholeText() : spaced(words.getWholeText()));
                budget.gathered(text.length());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        if (unseen > 0) {
            unseen--;
            return;
        }
        try {
            finish(element, element.normalName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Element element, String name) throws IOException {
        if (name.equals("table")) {
            end(true);
            dataTables.push(!survey.isLayout(element));
        } else if (inDataTable() && CELLS.contains(name)) {
            cells++;
            text.append(firstCell ? "" : " | ");
            firstCell = false;
        } else if (cells > 0) {
            text.append(name.equals("img") ? spaced(element.attr("alt")) : apart(element, name));
        } else {
            beginOutside(element, name);
        }
    }

    private void finish(Element element, String name) throws IOException {
        if (name.equals("table")) {
            dataTables.pop();
            end(true);
        } else if (inDataTable() && CELLS.contains(name)) {
            cells--;
        } else if (cells > 0) {
            text.append(apart(element, name));
        } else if (level(name) > 0) {
            outline.heading(level(name), text.toString());
            text.setLength(0);
            newBlock = true;
        } else if (name.equals("pre")) {
            end(true);
            code--;
        } else if (LINES.contains(name)) {
            end(false);
        } else if (element.isBlock()) {
            end(true);
        }
    }

    /** A cell stays on its line. */
    private static String apart(Element element, String name) {
        return element.isBlock() || LINES.contains(name) || name.equals("br") ? " " : "";
    }

    private void beginOutside(Element element, String name) throws IOException {
        switch (name) {
            case "br" -> text.append('\n');
            case "img" -> text.append(spaced(element.attr("alt")));
            case "pre" -> {
                end(true);
                code++;
            }
            default -> {
                if (LINES.contains(name)) {
                    end(false);
                    prefix = name.equals("li") ? "- " : "";
                    firstCell = true;
                } else if (element.isBlock() || level(name) > 0) {
                    end(true);
                }
            }
        }
    }

    private boolean inDataTable() {
        return !dataTables.isEmpty() && dataTables.peek();
    }

    /** Ends a line, or a block after which an empty line follows. */
    private void end(boolean block) throws IOException {
        var body = code > 0 ? Texts.trim(Texts.clean(text.toString())) : lines();
        text.setLength(0);
        if (!body.isEmpty()) {
            if (newBlock) {
                outline.block(prefix + body);
            } else {
                outline.line(prefix + body);
            }
            prefix = "";
            newBlock = false;
        }
        newBlock |= block;
    }

    private String lines() {
        var lines = new StringBuilder();
        for (var line : text.toString().split("\n")) {
            var bare = Texts.line(Texts.clean(line));
            if (!bare.isEmpty()) {
                lines.append(lines.length() == 0 ? "" : "\n").append(bare);
            }
        }
        return lines.toString();
    }

    /** A line end in the source is a space on the page. */
    private static String spaced(String words) {
        return words.replace('\n', ' ').replace('\r', ' ');
    }

    static int level(String name) {
        return name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6'
                ? name.charAt(1) - '0'
                : 0;
    }
}
