package dev.serai.vector.document;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** HTML: what a reader of the page sees, without navigation. */
final class HtmlReader implements FormatReader {

    private static final int DEEPEST = 256;
    private static final int LOOK_AT = 4096;
    private static final int MOST_TAGS = 500_000;

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        try {
            return readPage(source, budget);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ParsedDocument readPage(Source source, Budget budget) throws IOException {
        refuseTags(source.bytes(), budget);
        var page = parse(source, budget);
        var title = Texts.line(page.title());
        var metadata = new LinkedHashMap<String, Object>();
        var language = page.selectFirst("html[lang]");
        if (language != null && language.attr("lang").length() <= 35) {
            metadata.put("language", language.attr("lang"));
        }
        var survey = new HtmlSurvey(budget);
        var content = content(page);
        content.traverse(survey);
        var outline = new Outline(budget);
        new HtmlText(outline, survey, budget).read(content);
        var sections = outline.sections();
        return new ParsedDocument(
                title.isEmpty() ? outline.firstHeading() : title,
                source.format().mediaType(),
                sections,
                metadata,
                List.of());
    }

    /** The page stands in memory as a tree, and a tag takes a few hundred bytes there. */
    private static void refuseTags(byte[] bytes, Budget budget) throws IOException {
        int tags = 0;
        for (byte next : bytes) {
            tags += next == '<' ? 1 : 0;
        }
        if (tags > MOST_TAGS) {
            throw budget.tooLarge("has more than " + MOST_TAGS + " tags", "tags, which is fixed");
        }
    }

    /** The main part where the page names it and it isn't empty. */
    private static Element content(Document page) {
        var main = page.selectFirst("main, [role=main]");
        return main != null && main.hasText() ? main : page.body();
    }

    private static Document parse(Source source, Budget budget) throws IOException {
        var bytes = source.bytes();
        var watched = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                budget.check();
                // Small steps, since the time is looked at between them.
                return super.read(buffer, offset, Math.min(length, LOOK_AT));
            }
        };
        return Jsoup.parse(watched, charset(source), "", Parser.htmlParser().setMaxDepth(DEEPEST));
    }

    /** @return null where the page says it itself */
    private static String charset(Source source) {
        var bytes = source.bytes();
        if (source.charset() != null) {
            return source.charset().name();
        }
        if (Texts.isUtf8(bytes)) {
            return StandardCharsets.UTF_8.name();
        }
        var start = new String(bytes, 0, Math.min(bytes.length, LOOK_AT), StandardCharsets.ISO_8859_1);
        return start.toLowerCase(Locale.ROOT).contains("charset=")
                ? null
                : Texts.charset(bytes, null).name();
    }
}
