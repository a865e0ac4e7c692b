package dev.serai.searxng.client;

import dev.serai.support.text.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that was found.
 *
 * @param url null where the thing has no address, such as a row of a table
 * @param content the snippet; the rows of a table as lines
 * @param engine the engine that the server names first
 * @param engines all engines that found it
 * @param positions its place in the list of each engine
 * @param published when it was published, as the server writes it (ISO 8601); null when unknown
 * @param length how long a recording is, in seconds or as the engine writes it; null when unknown
 * @param more the server's other fields as they came
 * @param page the page itself; null unless it was asked for
 */
public record SearchResult(
        String title,
        String url,
        String content,
        String engine,
        List<String> engines,
        String category,
        List<Integer> positions,
        double score,
        String published,
        String author,
        String length,
        String thumbnail,
        String image,
        Map<String, Object> more,
        PageText page) {

    public SearchResult with(PageText read) {
        return new SearchResult(
                title, url, content, engine, engines, category, positions, score, published, author, length, thumbnail,
                image, more, read);
    }

    /** What makes it the same thing as another result. */
    public String key() {
        return UrlKey.of(this);
    }

    private static String lines(String title, String text) {
        return title.isEmpty() || text.isEmpty() ? title + text : title + "\n" + text;
    }

    public Passage passage() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("title", title);
        metadata.put("engines", engines);
        if (category != null) {
            metadata.put("category", category);
        }
        if (published != null) {
            metadata.put("published", published);
        }
        var text = page != null && page.text() != null ? page.text() : content;
        return new Passage(null, url, lines(title, text), score, metadata);
    }
}
