package dev.serai.searxng.pages;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * What of a page isn't for its readers: what belongs to the site around it, and what no one sees. The latter is often
 * written for models, and not by a friend. One walk finds it, so that a page of any shape takes the time of its size.
 */
final class Hidden {

    private static final Set<String> UNREAD = Set.of(
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
            "input",
            "menu",
            "math");
    private static final Set<String> UNREAD_ROLES =
            Set.of("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog");
    private static final Set<String> UNSEEN_CLASSES =
            Set.of("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden");
    private static final Set<String> CONTROLS = Set.of("button", "input");
    private static final Set<String> MAIN = Set.of("h1", "main", "article");
    private static final Set<String> READ = Set.of("h1", "h2", "p", "article", "main");
    private static final Pattern CONSENT = Pattern.compile("(?i)cookie|consent|gdpr");
    private static final int LONGEST_BANNER = 1500;

    private final Set<Element> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Sheets sheets;

    /** What an element has below it. */
    private static final class Below {
        private boolean heading;
        private boolean control;
        private boolean main;
        private boolean read;
        private long words;

        void add(Element child, Below below) {
            var name = child.normalName();
            heading |= below.heading || name.equals("h1");
            control |= below.control
                    || CONTROLS.contains(name)
                    || child.attr("role").equals("button");
            main |= below.main || MAIN.contains(name);
            read |= below.read || READ.contains(name);
            words += below.words;
        }
    }

    private final class Walk implements NodeVisitor {
        private final Deque<Below> open = new ArrayDeque<>();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element) {
                open.push(new Below());
            } else if (node instanceof TextNode words && !open.isEmpty()) {
                open.peek().words += words.getWholeText().length();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                var below = open.pop();
                if (!(element instanceof Document) && unread(element, below)) {
                    hidden.add(element);
                }
                if (!open.isEmpty()) {
                    open.peek().add(element, below);
                }
            }
        }
    }

    Hidden(Document page) {
        sheets = new Sheets(page);
        page.traverse(new Walk());
    }

    /** Whether the element itself is left out; those in it go with it. */
    boolean hides(Element element) {
        return hidden.contains(element);
    }

    boolean within(Element element) {
        for (var at = element; at != null; at = at.parent()) {
            if (hidden.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean unread(Element element, Below below) {
        var name = element.normalName();
        if (name.equals("html") || name.equals("body")) {
            return false;
        }
        if (UNREAD.contains(name) || UNREAD_ROLES.contains(element.attr("role"))) {
            return true;
        }
        if (element.attributesSize() > 0 && (unseen(element) || isConsent(element, below))) {
            return true;
        }
        return switch (name) {
            // a header with the main heading belongs to the text, any other one to the site
            case "header" -> !below.heading;
            // some sites put the whole page into one
            case "form" -> !below.read;
            default -> false;
        };
    }

    private boolean unseen(Element element) {
        if (element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || Style.hides(element.attr("style"))) {
            return true;
        }
        return element.classNames().stream().anyMatch(UNSEEN_CLASSES::contains) || sheets.hides(element);
    }

    private static boolean isConsent(Element element, Below below) {
        return below.control
                && !below.main
                && below.words < LONGEST_BANNER
                && (CONSENT.matcher(element.id()).find()
                        || CONSENT.matcher(element.className()).find());
    }
}
