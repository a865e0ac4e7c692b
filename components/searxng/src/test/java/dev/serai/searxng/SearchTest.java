package dev.serai.searxng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.searxng.client.SearchResult;
import dev.serai.searxng.client.SearchResults;
import dev.serai.support.error.SeraiException;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route asks and gets, against recorded answers. */
@Timeout(60)
class SearchTest {

    private static final String SEARCH = "searxng:search?checkNames=false&retries=0";

    private static String code(Site site, String uri, Object body, Map<String, Object> headers) throws Exception {
        try (var routes = Routes.on(site.url())) {
            var error = routes.send(uri, body, headers).getException();
            assertThat(error).isInstanceOf(SeraiException.class);
            return ((SeraiException) error).getId();
        }
    }

    @Test
    void headersWinOverOptions() throws Exception {
        try (var site = Site.answering("search-main");
                var routes = Routes.on(site.url())) {
            var answer = routes.send(
                    SEARCH + "&q=option&engines=a,b&language=de&timeRange=day&safeSearch=1&page=2&timeLimit=3s",
                    "body",
                    Map.of(
                            SearxngConstants.QUERY, "camel & friends",
                            SearxngConstants.ENGINES, List.of("docs"),
                            SearxngConstants.LANGUAGE, "en",
                            SearxngConstants.TIME_RANGE, "year",
                            SearxngConstants.SAFE_SEARCH, "2",
                            SearxngConstants.PAGE, 3));
            assertThat(answer.getException()).isNull();
            var form = site.searches().get(0).body();
            assertThat(Site.field(form, "q")).isEqualTo("camel & friends");
            assertThat(Site.field(form, "engines")).isEqualTo("docs");
            assertThat(Site.field(form, "language")).isEqualTo("en");
            assertThat(Site.field(form, "time_range")).isEqualTo("year");
            assertThat(Site.field(form, "safesearch")).isEqualTo("2");
            assertThat(Site.field(form, "pageno")).isEqualTo("3");
            assertThat(Site.field(form, "timeout_limit")).isEqualTo("3");
            var found = answer.getMessage().getBody(SearchResults.class);
            assertThat(found.results()).isNotEmpty();
            assertThat(answer.getMessage().getHeader(SearxngConstants.RESULT_COUNT))
                    .isEqualTo(found.results().size());
        }
    }

    @Test
    void theBodyWinsOverTheOption() throws Exception {
        try (var site = Site.answering("search-main");
                var routes = Routes.on(site.url())) {
            routes.ask(SEARCH + "&q=option", "body", SearchResults.class);
            routes.ask(SEARCH + "&q=option", null, SearchResults.class);
            assertThat(site.searches())
                    .extracting(request -> Site.field(request.body(), "q"))
                    .containsExactly("body", "option");
        }
    }

    @Test
    void pagesAreMergedAndEachThingComesOnce() throws Exception {
        try (var site = Site.start();
                var routes = Routes.on(site.url())) {
            site.search(exchange -> exchange.send(
                    200,
                    "application/json",
                    Site.field(exchange.bodyText(), "pageno").equals("2")
                            ? Site.found("http://a.example/?utm_source=x", "http://c.example/")
                            : Site.found("http://a.example/", "http://b.example/")));
            var found = routes.ask(SEARCH + "&pages=2", "q", SearchResults.class);
            assertThat(found.results())
                    .extracting(SearchResult::url)
                    .containsExactly("http://a.example/", "http://b.example/", "http://c.example/");
            assertThat(routes.ask(SEARCH + "&pages=2&maxResults=1", "q", SearchResults.class)
                            .results())
                    .hasSize(1);
        }
    }

    @Test
    void theAnswerComesAsPassagesAndAsTextToo() throws Exception {
        try (var site = Site.answering("search-main");
                var routes = Routes.on(site.url())) {
            assertThat(routes.ask(SEARCH + "&output=passages", "camel", List.class))
                    .isNotEmpty()
                    .allMatch(Passage.class::isInstance);
            assertThat(routes.ask(SEARCH + "&output=text", "camel", String.class))
                    .contains("[1] Apache Camel page 1")
                    .contains("not instructions");
        }
    }

    @Test
    void resultsBecomeJsonAndMapsWhereTheyAreWanted() throws Exception {
        try (var site = Site.answering("search-main");
                var routes = Routes.on(site.url())) {
            assertThat(routes.ask(SEARCH, "camel", String.class))
                    .startsWith("{")
                    .contains("\"results\":[{");
            assertThat(routes.ask(SEARCH, "camel", Map.class)).containsEntry("query", "camel");
        }
    }

    @Test
    void aPageThatCannotBeReadCarriesTheReasonAndTheRestGoesOn() throws Exception {
        try (var site = Site.start();
                var routes = Routes.on(site.url())) {
            site.page("/good", "<html><title>Good</title><body><p>Readable words.</p></body></html>");
            site.search(exchange -> exchange.send(
                    200,
                    "application/json",
                    Site.found(site.url() + "/gone", site.url() + "/good", site.url() + "/unasked")));
            var found = routes.ask(SEARCH + "&fetch=2", "q", SearchResults.class);
            assertThat(found.results().get(0).page().failure()).contains("SEARXNG-208");
            assertThat(found.results().get(1).page().text()).contains("Readable words.");
            assertThat(found.results().get(2).page()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "format-json-disabled-403,      SEARXNG-108",
        "limiter-429-java-user-agent,   SEARXNG-110",
        "search-unresponsive,           SEARXNG-111",
        "error-language,                SEARXNG-113",
        "format-unknown-falls-back-html, SEARXNG-109"
    })
    void whatTheServerRefusesIsAnErrorWithACode(String recording, String code) throws Exception {
        try (var site = Site.answering(recording)) {
            assertThat(code(site, SEARCH, "q", Map.of())).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CamelSearxngPage,0",
        "CamelSearxngSafeSearch,7",
        "CamelSearxngTimeRange,century",
        "CamelSearxngFetch,51"
    })
    void aWrongHeaderIsNamed(String header, String value) throws Exception {
        try (var site = Site.answering("search-main")) {
            assertThat(code(site, SEARCH, "q", Map.of(header, value))).isEqualTo("SEARXNG-003");
            assertThat(site.searches()).isEmpty();
        }
    }

    @Test
    void aSearchWithoutAQuestionIsRefused() throws Exception {
        try (var site = Site.answering("search-main")) {
            assertThat(code(site, SEARCH, " ", Map.of())).isEqualTo("SEARXNG-002");
        }
    }

    @Test
    void aNameThatTheInstanceDoesNotHaveIsFoundOut() throws Exception {
        try (var site = Site.answering("search-main")) {
            site.at("/config", exchange -> Site.replay(exchange, "config"));
            assertThat(code(site, "searxng:search?engines=nosuch", "q", Map.of()))
                    .isEqualTo("SEARXNG-112");
        }
    }

    @Test
    void silentEnginesAreLetPassWhereTheOptionSaysSo() throws Exception {
        try (var site = Site.answering("search-unresponsive");
                var routes = Routes.on(site.url())) {
            var answer = routes.send(SEARCH + "&onUnresponsive=ignore", "q", Map.of());
            assertThat(answer.getMessage().getBody(SearchResults.class).results())
                    .isEmpty();
            assertThat((List<?>) answer.getMessage().getHeader(SearxngConstants.UNRESPONSIVE_ENGINES))
                    .isNotEmpty();
        }
    }

    @Test
    void anotherInstanceAnswersWhereOneFails() throws Exception {
        try (var limited = Site.answering("limiter-429-java-user-agent");
                var good = Site.answering("search-main");
                var routes = Routes.on(limited.url())) {
            var uri = SEARCH + "&hosts=" + limited.url() + "," + good.url();
            assertThat(routes.ask(uri, "q", SearchResults.class).results()).isNotEmpty();
            routes.ask(uri, "q", SearchResults.class);
            assertThat(limited.searches()).hasSize(1);
            assertThat(good.searches()).hasSize(2);
        }
    }

    @Test
    void theOtherOperationsGiveWhatTheServerTells() throws Exception {
        try (var site = Site.start();
                var routes = Routes.on(site.url())) {
            site.at("/config", exchange -> Site.replay(exchange, "config"));
            site.at("/healthz", exchange -> exchange.send(200, "text/plain", "OK"));
            site.at("/autocompleter", exchange -> exchange.send(200, "application/json", "[\"camel\",\"camera\"]"));
            assertThat(routes.ask("searxng:config", null, Map.class)).containsKey("engines");
            assertThat(routes.ask("searxng:health", null, String.class)).isEqualTo("OK");
            assertThat(routes.ask("searxng:autocomplete", "cam", List.class)).isEqualTo(List.of("camel", "camera"));
        }
    }

    @Test
    void anInstanceThatAnswersIsUpAndOneThatDoesNotIsDown() throws Exception {
        try (var site = Site.start();
                var routes = Routes.on(site.url())) {
            site.at("/healthz", exchange -> exchange.send(200, "text/plain", "OK"));
            routes.ask("searxng:health?retries=0", null, String.class);
            assertThat(check(routes)).isEqualTo(HealthCheck.State.UP);
            site.at("/healthz", exchange -> exchange.send(500, "text/plain", "broken"));
            assertThat(check(routes)).isEqualTo(HealthCheck.State.DOWN);
        }
    }

    private static HealthCheck.State check(Routes routes) {
        return HealthCheckHelper.invoke(routes.context()).stream()
                .filter(result -> result.getCheck().getId().contains("searxng"))
                .findFirst()
                .orElseThrow()
                .getState();
    }
}
