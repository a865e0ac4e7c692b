package dev.serai.searxng.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that were made to keep a reader busy. The limits are far above what is needed, for machines under load. */
class PageHostileHtmlTest {

    private static final int SIZE = 2 * 1024 * 1024;

    static List<String> kinds() {
        return new ArrayList<>(pages().keySet());
    }

    static TreeMap<String, String> pages() {
        var pages = new TreeMap<String, String>();
        pages.put("deep", filled("", "<div>"));
        pages.put("deepBold", filled("", "<b><p>"));
        pages.put("links", filled("", "<a><b><i><p>"));
        pages.put("fonts", filled("", "<font size=1 a='%d'>"));
        pages.put("tables", filled("<table><tr><td>".repeat(4999), "<tr><td>x"));
        pages.put("strayText", filled("<table>", "<b>x"));
        pages.put("headers", "<header>".repeat(240) + filled("", "<p>x") + "<h1>a</h1>");
        pages.put("consents", "<div class=cookie>".repeat(240) + filled("", "<p>x") + "<button>");
        pages.put("forms", filled("", "<form><p></form>"));
        pages.put("lists", "<ul><li>".repeat(120) + filled("", "<li>x"));
        pages.put("lines", filled("<p>", "x<br>"));
        pages.put("cells", filled("<table><tr>", "<td><p>x</p>"));
        pages.put("longLine", filled("<p>", "<span>word </span>"));
        pages.put("longLineOfBlocks", filled("<table><tr><td>", "<div>a</div>"));
        pages.put("blanks", filled("<pre>x", "  "));
        pages.put("classes", filled("<style>.x{display:none}</style><p class='", "a%d "));
        pages.put("attributes", filled("<p ", "a%d=1 "));
        pages.put("style", filled("<p style='", "/*a:"));
        pages.put("sheet", filled("<style>", "a{display:none}"));
        pages.put("sheetNames", filled("<style>", "a,"));
        pages.put("sheetStars", filled("<style>", "/*"));
        pages.put("articles", "<div>".repeat(200) + filled("", "<article hidden>x</article>"));
        pages.put("entities", filled("<p>", "&notit;&amp"));
        pages.put("open", filled("", "<"));
        pages.put("comments", filled("", "<!--"));
        pages.put("title", filled("<title>", "  x"));
        pages.put("select", filled("<select>", "<option>x"));
        pages.put("templates", filled("", "<template>"));
        pages.put("svg", filled("<svg>", "<g><p>"));
        return pages;
    }

    private static String filled(String start, String part) {
        var page = new StringBuilder(start);
        var tags = (int) start.chars().filter(sign -> sign == '<').count();
        for (var i = 0; page.length() < SIZE - 100_000 && tags < 99_000; i++) {
            page.append(part.replace("%d", Integer.toString(i)));
            tags += (int) part.chars().filter(sign -> sign == '<').count();
        }
        return page.toString();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Timeout(20)
    void anyPageIsReadInTheTimeOfItsSize(String kind) {
        var html = pages().get(kind);
        assertThat(HtmlPage.read(URI.create("http://a/"), html)).isNotNull();
    }

    @Test
    void tooManyTagsAreRefused() {
        assertThatThrownBy(() -> HtmlPage.read(URI.create("http://a/"), "<b>".repeat(100_001)))
                .isInstanceOf(PageException.class)
                .hasMessageContaining("100000 tags");
    }

    @Test
    void tooManyTablesAreRefused() {
        assertThatThrownBy(() -> HtmlPage.read(URI.create("http://a/"), "<Table>".repeat(5001)))
                .isInstanceOf(PageException.class)
                .hasMessageContaining("5000 tables");
    }

    @Test
    void deepTextIsStillRead() {
        assertThat(HtmlPage.read(null, "<div>".repeat(10_000) + "<p>Words.").text())
                .contains("Words.");
    }
}
