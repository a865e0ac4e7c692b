package dev.serai.offline.searxng;

import dev.serai.offline.searxng.Ranking.Ranked;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers to a search that are no JSON. */
final class TextShapes {
    private TextShapes() {}

    static String csv(List<Ranked> results) {
        var lines = new StringBuilder("title,url,content,host,engine,score,type\r\n");
        for (var result : results) {
            lines.append(Stream.of(
                                    field(result, "title"),
                                    field(result, "url"),
                                    field(result, "content"),
                                    host(result),
                                    result.engines().get(0),
                                    String.valueOf(result.score()),
                                    "result")
                            .map(TextShapes::quoted)
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return lines.toString();
    }

    static String rss(String baseUrl, SearchCall call, List<Ranked> results) {
        var items = results.stream()
                .map(result -> """
                            <item>
                              <title>%s</title>
                              <type>result</type>
                              <link>%s</link>
                              <description>%s</description>
                            </item>
                        """.formatted(
                                Html.escaped(field(result, "title")),
                                Html.escaped(field(result, "url")),
                                Html.escaped(field(result, "content"))))
                .collect(Collectors.joining());
        var question = Html.escaped(call.text());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
                  <channel>
                    <title>SearXNG search: %s</title>
                    <link>%s</link>
                    <description>Search results for "%s" - SearXNG</description>
                    <opensearch:startIndex>1</opensearch:startIndex>
                    <opensearch:Query role="request" searchTerms="%s" startPage="1" />
                %s  </channel>
                </rss>
                """.formatted(
                        question,
                        baseUrl + "/search?q=" + URLEncoder.encode(call.text(), StandardCharsets.UTF_8),
                        question,
                        question,
                        items);
    }

    static String html(List<Ranked> results) {
        return Html.page(
                "results",
                results.stream()
                        .map(result -> "<article><a href=\"" + Html.escaped(field(result, "url")) + "\">"
                                + Html.escaped(field(result, "title")) + "</a><p>"
                                + Html.escaped(field(result, "content")) + "</p></article>")
                        .collect(Collectors.joining("\n")));
    }

    private static String field(Ranked result, String name) {
        var value = result.result().fields().get(name);
        return value == null ? "" : value.toString();
    }

    private static String host(Ranked result) {
        return result.url() == null ? "" : URI.create(result.url()).getAuthority();
    }

    private static String quoted(String value) {
        return value.matches("[^\",\r\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
