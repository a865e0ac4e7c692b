package dev.serai.searxng.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One question. What is null or empty is left to the server.
 *
 * @param page the first page that is asked for
 * @param pages how many pages are asked for
 * @param timeLimit how long the engines may take
 * @param maxResults how many results are wanted; 0 is all that there are
 */
public record SearchQuery(
        String text,
        List<String> categories,
        List<String> engines,
        String language,
        int page,
        int pages,
        TimeRange timeRange,
        Integer safeSearch,
        Duration timeLimit,
        SearchFormat format,
        int maxResults) {

    /** The parameters of one page, as a form. */
    String form(int pageNumber) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", text);
        parameters.put("format", format.wireName());
        parameters.put("categories", String.join(",", categories));
        parameters.put("engines", String.join(",", engines));
        parameters.put("language", language == null ? "" : language);
        parameters.put("pageno", pageNumber == 1 ? "" : String.valueOf(pageNumber));
        parameters.put("time_range", timeRange == null ? "" : timeRange.wireName());
        parameters.put("safesearch", safeSearch == null ? "" : safeSearch.toString());
        parameters.put("timeout_limit", timeLimit == null ? "" : seconds(timeLimit));
        return encoded(parameters);
    }

    private static String seconds(Duration limit) {
        var millis = limit.toMillis();
        return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
