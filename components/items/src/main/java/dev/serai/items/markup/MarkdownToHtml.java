package dev.serai.items.markup;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as HTML. HTML within the Markdown stays as it is. */
public final class MarkdownToHtml {

    private static final Pattern DEEP =
            Pattern.compile("(?m)^(?:[ \\t]*+(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){100}");

    /** How headings get their ids. */
    public enum Ids {
        NONE,
        /** Letters and digits only. */
        PLAIN,
        /** With dashes for spaces, as GitHub has them. */
        GITHUB
    }

    /**
     * @param features what is done beyond CommonMark
     * @param headingPrefix what the ids of headings begin with
     * @param headingLevel the level of the first heading
     */
    public record Options(Set<String> features, Ids ids, String headingPrefix, int headingLevel) {}

    private final Options options;
    private final Parser parser;
    private final HtmlRenderer renderer;

    public MarkdownToHtml(Options options) {
        this.options = options;
        var extensions = extensions(options.features());
        parser = Parser.builder().extensions(extensions).build();
        var building = HtmlRenderer.builder()
                .extensions(extensions)
                .attributeProviderFactory(context -> new Attributes(options));
        if (options.features().contains("breaks")) {
            building.softbreak("<br />\n");
        }
        renderer = building.build();
    }

    private static List<Extension> extensions(Set<String> features) {
        var extensions = new ArrayList<Extension>();
        if (features.contains("tables")) {
            extensions.add(TablesExtension.create());
        }
        if (features.contains("strikethrough")) {
            extensions.add(StrikethroughExtension.create());
        }
        if (features.contains("taskLists")) {
            extensions.add(TaskListItemsExtension.create());
        }
        if (features.contains("autolinks")) {
            extensions.add(AutolinkExtension.create());
        }
        return extensions;
    }

    /** Each level of a text is a call within a call, and the text is a stranger's. */
    public String html(String markdown) {
        try {
            if (!DEEP.matcher(markdown).find()) {
                return written(markdown);
            }
        } catch (StackOverflowError e) {
            throw new ItemsException(ItemsError.TOO_LARGE, "the Markdown is nested too deeply", e);
        }
        throw new ItemsException(ItemsError.TOO_LARGE, "the Markdown is nested too deeply");
    }

    private String written(String markdown) {
        var document = parser.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                heading.setLevel(Math.min(6, heading.getLevel() + options.headingLevel() - 1));
                visitChildren(heading);
            }
        });
        var html = renderer.render(document).stripTrailing();
        return options.features().contains("page") && !html.isEmpty()
                ? "<!DOCTYPE HTML>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body>\n" + html
                        + "\n</body>\n</html>"
                : html;
    }

    /** One for each page, since it counts headings of the same words. */
    private static final class Attributes implements AttributeProvider {

        private final Options options;
        private final Map<String, Integer> seen = new HashMap<>();

        Attributes(Options options) {
            this.options = options;
        }

        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof Heading && options.ids() != Ids.NONE) {
                attributes.put("id", unique(id(options.headingPrefix() + words(node))));
            } else if (node instanceof Link && options.features().contains("newWindow")) {
                attributes.put("rel", "noopener noreferrer");
                attributes.put("target", "_blank");
            } else if (node instanceof TableCell cell) {
                cell(cell, attributes);
            } else if (node instanceof FencedCodeBlock && attributes.containsKey("class")) {
                attributes.compute(
                        "class", (name, language) -> language.replaceFirst("^language-", "") + " " + language);
            }
        }

        /** The attribute align is of the past. */
        private void cell(TableCell cell, Map<String, String> attributes) {
            var align = attributes.remove("align");
            if (cell.isHeader() && options.features().contains("tableIds")) {
                attributes.put(
                        "id", words(cell).strip().toLowerCase(Locale.ROOT).replace(' ', '_'));
            }
            if (align != null) {
                attributes.put("style", "text-align:" + align + ";");
            }
        }

        private String id(String words) {
            var small = words.toLowerCase(Locale.ROOT);
            return options.ids() == Ids.PLAIN
                    ? small.replaceAll("[^a-z0-9_]", "")
                    : small.replace(' ', '-').replaceAll("[^\\p{L}\\p{N}_-]", "");
        }

        private String unique(String id) {
            int before = seen.merge(id, 1, Integer::sum) - 1;
            return before == 0 ? id : id + "-" + before;
        }
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}
