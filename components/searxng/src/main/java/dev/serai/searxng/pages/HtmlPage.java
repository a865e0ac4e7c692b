package dev.serai.searxng.pages;

import dev.serai.support.http.Redaction;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The readable part of an HTML page. */
final class HtmlPage {

    private static final int DEEPEST = 256;
    private static final int MOST_TAGS = 100_000;
    private static final int MOST_TABLES = 5000;
    private static final Pattern TABLE = Pattern.compile("(?i)<table");
    private static final int ENOUGH = 200;
    private static final Set<String> BLOCKS = Set.of("div", "section", "center", "form", "table", "tbody", "tr", "td");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern SENDS_ON = Pattern.compile("(?i)http-equiv\\s*=\\s*[\"']?refresh");

    private HtmlPage() {}

    static boolean sendsOn(String html) {
        return SENDS_ON.matcher(html).find();
    }

    static Page read(URI url, String html) {
        // what the parser does with open lists and tables takes the square of their number
        checkCount(
                url,
                html.chars().filter(sign -> sign == '<').limit(MOST_TAGS + 1L).count(),
                MOST_TAGS,
                "tags");
        checkCount(url, TABLE.matcher(html).results().limit(MOST_TABLES + 1L).count(), MOST_TABLES, "tables");
        var page = Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(DEEPEST));
        var hidden = new Hidden(page);
        var content = content(page, hidden);
        var language = page.selectFirst("html[lang]");
        var tag = language == null ? "" : language.attr("lang").strip();
        return new Page(
                url,
                page.title(),
                content == null ? "" : MarkdownText.of(content, hidden),
                LANGUAGE.matcher(tag).matches() ? tag : null,
                false);
    }

    private static void checkCount(URI url, long count, int most, String what) {
        if (count > most) {
            var shown = Redaction.uri(url);
            throw new PageException(PageError.TOO_LARGE, shown, shown + " has more than " + most + " " + what);
        }
    }

    /** What the page names as its main part, else the block that holds the most sentences; null for a set of frames. */
    private static Element content(Document page, Hidden hidden) {
        for (var name : new String[] {"main, [role=main]", "article"}) {
            var parts = page.select(name).stream()
                    .filter(part -> !hidden.within(part))
                    .limit(2)
                    .toList();
            if (parts.size() == 1 && parts.get(0).text().length() >= ENOUGH) {
                return parts.get(0);
            }
        }
        var best = page.body();
        if (best == null) {
            return null;
        }
        var weights = new Weights(best, hidden);
        var all = weights.of(best);
        for (var descending = all >= ENOUGH; descending; ) {
            descending = false;
            for (var child : best.children()) {
                // going down as long as one block holds nearly everything
                if (BLOCKS.contains(child.normalName()) && !hidden.hides(child) && weights.of(child) > all * 0.8) {
                    best = child;
                    descending = true;
                    break;
                }
            }
        }
        return best;
    }
}
