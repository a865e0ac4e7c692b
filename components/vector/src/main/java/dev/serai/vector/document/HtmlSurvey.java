package dev.serai.vector.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/**
 * Goes over a page once and notes what is left out and which tables arrange the page instead of holding data. Nothing is
 * removed from the tree: with many siblings each removal would move all the others.
 */
final class HtmlSurvey implements NodeVisitor {

    private static final Set<String> UNSEEN = Set.of(
            "head",
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "canvas",
            "iframe",
            "object",
            "embed",
            "audio",
            "video",
            "nav",
            "footer",
            "aside",
            "dialog",
            "button",
            "select",
            "textarea",
            "input");
    private static final Set<String> UNSEEN_ROLES = Set.of("navigation", "banner", "contentinfo", "search");

    private final Budget budget;
    private final Set<Element> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Element> layout = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Element> tables = new ArrayDeque<>();
    private int headers;
    private boolean titleInHeader;

    HtmlSurvey(Budget budget) {
        this.budget = budget;
    }

    boolean isUnseen(Element element) {
        return unseen.contains(element);
    }

    /** Whether the table holds another one or a heading, so that it has no rows of data. */
    boolean isLayout(Element table) {
        return layout.contains(table);
    }

    @Override
    public void head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        try {
            budget.check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var name = element.normalName();
        if (UNSEEN.contains(name) || hides(element)) {
            unseen.add(element);
        }
        boolean table = name.equals("table");
        if ((table || HtmlText.level(name) > 0) && !tables.isEmpty()) {
            layout.add(tables.peek());
        }
        if (table) {
            tables.push(element);
        } else if (name.equals("header")) {
            headers++;
        } else if (name.equals("h1") && headers > 0) {
            titleInHeader = true;
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        if (element.normalName().equals("table")) {
            tables.pop();
        } else if (element.normalName().equals("header")) {
            headers--;
            // A header with the page's main heading belongs to the text, any other one to the site.
            if (!titleInHeader) {
                unseen.add(element);
            } else if (headers == 0) {
                titleInHeader = false;
            }
        }
    }

    /** What a page hides is often meant for machines only, and not by a friend. */
    private static boolean hides(Element element) {
        if (element.attributesSize() == 0) {
            return false;
        }
        var style = element.attr("style");
        if (!style.isEmpty()) {
            var bare = style.toLowerCase(Locale.ROOT).replace(" ", "");
            if (bare.contains("display:none") || bare.contains("visibility:hidden")) {
                return true;
            }
        }
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || UNSEEN_ROLES.contains(element.attr("role"));
    }
}
