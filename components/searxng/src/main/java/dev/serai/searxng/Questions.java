package dev.serai.searxng;

import dev.serai.searxng.client.SearchFormat;
import dev.serai.searxng.client.SearchQuery;
import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import dev.serai.searxng.client.TimeRange;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Makes questions of the options, which are read once, and of the headers of an exchange, which win. */
final class Questions {

    private static final int MOST_PAGES = 20;
    private static final int MOST_FETCHED = 50;

    private final SearchQuery options;
    private final int fetch;
    private final SearxngOutput output;

    Questions(SearxngConfiguration given) {
        options = checked(new SearchQuery(
                given.getQ(),
                Inputs.names(given.getCategories()),
                Inputs.names(given.getEngines()),
                given.getLanguage(),
                given.getPage(),
                given.getPages(),
                given.getTimeRange(),
                given.getSafeSearch(),
                given.getTimeLimit() == 0 ? null : Duration.ofMillis(given.getTimeLimit()),
                given.getFormat(),
                given.getMaxResults()));
        fetch = fetch(given.getFetch());
        output = given.getOutput();
        if (options.format() != SearchFormat.JSON) {
            checkText(options, fetch);
        }
    }

    /** What a consumer asks again and again. */
    SearchQuery standing() {
        if (options.text() == null || options.text().isBlank()) {
            throw new SearxngException(
                    SearxngError.NO_QUERY, "a route that starts with searxng:search needs the option q");
        }
        if (options.format() != SearchFormat.JSON) {
            throw new SearxngException(SearxngError.BAD_OPTION, "a route can only start with format=json");
        }
        return options;
    }

    SearchQuery of(Exchange exchange) {
        var limit = Inputs.header(exchange, SearxngConstants.TIME_LIMIT, options.timeLimit(), Duration.class);
        var query = checked(new SearchQuery(
                Inputs.question(exchange, options.text()),
                Inputs.names(exchange, SearxngConstants.CATEGORIES, options.categories()),
                Inputs.names(exchange, SearxngConstants.ENGINES, options.engines()),
                Inputs.header(exchange, SearxngConstants.LANGUAGE, options.language(), String.class),
                Inputs.header(exchange, SearxngConstants.PAGE, options.page(), Integer.class),
                Inputs.header(exchange, SearxngConstants.PAGES, options.pages(), Integer.class),
                Inputs.header(exchange, SearxngConstants.TIME_RANGE, options.timeRange(), TimeRange.class),
                Inputs.header(exchange, SearxngConstants.SAFE_SEARCH, options.safeSearch(), Integer.class),
                limit,
                Inputs.header(exchange, SearxngConstants.FORMAT, options.format(), SearchFormat.class),
                Inputs.header(exchange, SearxngConstants.MAX_RESULTS, options.maxResults(), Integer.class)));
        if (query.format() != SearchFormat.JSON) {
            checkText(query, fetched(exchange));
        }
        return query;
    }

    int fetched() {
        return fetch;
    }

    int fetched(Exchange exchange) {
        return fetch(Inputs.header(exchange, SearxngConstants.FETCH, fetch, Integer.class));
    }

    SearxngOutput output() {
        return output;
    }

    private static int fetch(int number) {
        return Inputs.within("fetch", number, 0, MOST_FETCHED);
    }

    private static SearchQuery checked(SearchQuery query) {
        Inputs.within("page", query.page(), 1, Integer.MAX_VALUE);
        Inputs.within("pages", query.pages(), 1, MOST_PAGES);
        Inputs.within("maxResults", query.maxResults(), 0, Integer.MAX_VALUE);
        if (query.safeSearch() != null) {
            Inputs.within("safeSearch", query.safeSearch(), 0, 2);
        }
        if (query.timeLimit() != null
                && (query.timeLimit().isNegative() || query.timeLimit().isZero())) {
            throw new SearxngException(SearxngError.BAD_OPTION, "timeLimit must be longer than nothing");
        }
        return query;
    }

    private void checkText(SearchQuery query, int pagesToRead) {
        if (pagesToRead > 0 || query.pages() > 1 || query.maxResults() > 0 || output != SearxngOutput.RESULTS) {
            throw new SearxngException(
                    SearxngError.BAD_OPTION,
                    "with format=" + query.format().wireName()
                            + " the answer comes as it is, so fetch, pages, maxResults and output can't be set");
        }
    }
}
