package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers of both generations have answered is understood. */
class RecordingsTest {

    private static final TestServer server = new TestServer(exchange -> exchange.sendEmpty(500));

    private static final Map<String, SearxngError> FAILURES = Map.ofEntries(
            Map.entry("searxng/autocompleter-backend-offline", SearxngError.SERVER_FAILED),
            Map.entry("searxng/engine-descriptions", SearxngError.BAD_ANSWER),
            Map.entry("searxng/error-language", SearxngError.REJECTED),
            Map.entry("searxng/error-missing-q", SearxngError.REJECTED),
            Map.entry("searxng/error-pageno", SearxngError.REJECTED),
            Map.entry("searxng/error-safesearch", SearxngError.REJECTED),
            Map.entry("searxng/error-time-range", SearxngError.REJECTED),
            Map.entry("searxng/error-timeout-limit", SearxngError.REJECTED),
            Map.entry("searxng/external-bang-redirect", SearxngError.EXTERNAL_BANG),
            Map.entry("searxng/format-html-still-ok", SearxngError.NOT_SEARXNG),
            Map.entry("searxng/format-json-disabled-403", SearxngError.FORMAT_DISABLED),
            Map.entry("searxng/format-unknown-falls-back-html", SearxngError.NOT_SEARXNG),
            Map.entry("searxng/limiter-429-accept-json-only", SearxngError.LIMITED),
            Map.entry("searxng/limiter-429-curl-user-agent", SearxngError.LIMITED),
            Map.entry("searxng/limiter-429-java-user-agent", SearxngError.LIMITED),
            Map.entry("searxng/limiter-429-no-accept-language", SearxngError.LIMITED),
            Map.entry("searxng/limiter-429-no-gzip", SearxngError.LIMITED),
            Map.entry("searxng/limiter-api-window-request-5", SearxngError.LIMITED),
            Map.entry("searxng/limiter-blocked-ip", SearxngError.LIMITED),
            Map.entry("searxng/metrics-200", SearxngError.BAD_ANSWER),
            Map.entry("searxng/metrics-401", SearxngError.UNAUTHORIZED),
            Map.entry("searxng/not-found", SearxngError.NOT_SEARXNG),
            Map.entry("searxng/opensearch-xml", SearxngError.BAD_ANSWER),
            Map.entry("searxng/post-json-body", SearxngError.NOT_SEARXNG),
            Map.entry("searxng/put-search", SearxngError.NOT_SEARXNG),
            Map.entry("searxng/search-timeout-limit", SearxngError.UNRESPONSIVE),
            Map.entry("searxng/search-unresponsive", SearxngError.UNRESPONSIVE),
            Map.entry("searxng/stats-errors", SearxngError.BAD_ANSWER),
            Map.entry("searxng/stats-html", SearxngError.NOT_SEARXNG),
            Map.entry("searx-1.1.0/error-missing-q", SearxngError.REJECTED),
            Map.entry("searx-1.1.0/error-pageno", SearxngError.REJECTED),
            Map.entry("searx-1.1.0/error-time-range", SearxngError.REJECTED),
            Map.entry("searx-1.1.0/search-unresponsive", SearxngError.UNRESPONSIVE),
            Map.entry("searx-1.1.0/stats-errors", SearxngError.BAD_ANSWER));

    /** What no question of ours can say: a value that the server rejects, or a form that the client never sends. */
    private static final List<String> NOT_SAYABLE = List.of("time-range", "timeout-limit", "format-", "post-json-body");

    /** The older generation may list a page twice that two engines have found. */
    private static final String REPEATS = "searx-1.1.0/search-merged";

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> searches() {
        return Recording.all().stream()
                .filter(name -> !FAILURES.containsKey(name) && !name.equals(REPEATS))
                .filter(name -> Recording.read(name).json().path("results").isArray());
    }

    static Stream<String> failures() {
        return FAILURES.keySet().stream();
    }

    private static SearchQuery query(Recording recording) {
        var sent = recording.parameters();
        return new SearchQuery(
                sent.getOrDefault("q", ""),
                names(sent.get("categories")),
                names(sent.get("engines")),
                sent.get("language"),
                Integer.parseInt(sent.getOrDefault("pageno", "1")),
                1,
                sent.containsKey("time_range") && !sent.get("time_range").equals("hour")
                        ? TimeRange.valueOf(sent.get("time_range").toUpperCase(Locale.ROOT))
                        : null,
                sent.containsKey("safesearch") ? Integer.valueOf(sent.get("safesearch")) : null,
                sent.getOrDefault("timeout_limit", "abc").equals("abc")
                        ? null
                        : Duration.ofMillis(Math.round(Double.parseDouble(sent.get("timeout_limit")) * 1000)),
                SearchFormat.JSON,
                0);
    }

    private static List<String> names(String list) {
        return list == null ? List.of() : List.of(list.split(","));
    }

    private static CompletableFuture<?> ask(Recording recording) {
        server.answers(exchange -> TestServer.send(exchange, recording));
        var instance = server.instance(
                recording.request().path("method").asText().equals("POST") ? SearchMethod.POST : SearchMethod.GET,
                false);
        var path = recording.request().path("path").asText();
        if (path.startsWith("/search")) {
            return instance.search(query(recording));
        }
        return path.startsWith("/autocompleter")
                ? instance.autocomplete(recording.parameters().get("q"))
                : instance.config();
    }

    private static SearchResults search(String name) throws Exception {
        return (SearchResults) TestServer.get(ask(Recording.read(name)));
    }

    @Test
    void everyRecordingIsLookedAt() {
        var seen = new TreeSet<>(FAILURES.keySet());
        searches().forEach(seen::add);
        seen.add(REPEATS);
        seen.addAll(List.of(
                "searxng/autocompleter-url-bar",
                "searxng/autocompleter-xhr",
                "searxng/config",
                "searxng/limiter-config",
                "searxng/healthz",
                "searxng/limiter-healthz-unlimited",
                "searxng/format-csv",
                "searxng/format-rss",
                "searx-1.1.0/config",
                "searx-1.1.0/healthz"));
        assertThat(seen).isEqualTo(Recording.all());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aSearchLosesNothing(String name) throws Exception {
        var recording = Recording.read(name);
        var found = search(name);
        var raw = recording.json();
        assertThat(found.query()).isEqualTo(raw.path("query").asText());
        assertThat(found.results()).hasSize(raw.path("results").size());
        for (var i = 0; i < found.results().size(); i++) {
            var result = found.results().get(i);
            var node = raw.path("results").path(i);
            assertThat(result.url()).isEqualTo(node.path("url").asText(null));
            assertThat(result.title()).isNotEmpty();
            assertThat(result.engine()).isEqualTo(node.path("engine").asText());
            assertThat(result.engines()).isEqualTo(Json.MAPPER.convertValue(node.path("engines"), List.class));
            assertThat(result.positions()).isEqualTo(Json.MAPPER.convertValue(node.path("positions"), List.class));
            assertThat(result.score()).isEqualTo(node.path("score").doubleValue());
            assertThat(result.more()).containsKey("template");
        }
        assertThat(found.answers()).hasSize(raw.path("answers").size());
        assertThat(found.infoboxes()).hasSize(raw.path("infoboxes").size());
        assertThat(found.unresponsiveEngines())
                .hasSize(raw.path("unresponsive_engines").size());
        assertThat(found.passages())
                .hasSize(raw.path("results").size()
                        + found.answers().size()
                        + found.infoboxes().size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void theSameParametersAreSent(String name) throws Exception {
        var recording = Recording.read(name);
        TestServer.get(ask(recording));
        var request = server.requests().last();
        var form = recording.parameters();
        assertThat(request.method())
                .isEqualTo(recording.request().path("method").asText());
        assertThat(Recording.parameters(query(recording).form(query(recording).page())))
                .isEqualTo(form);
        if (request.method().equals("POST")) {
            assertThat(Recording.parameters(request.body())).isEqualTo(form);
            assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        }
        assertThat(request.header("User-Agent")).doesNotContainIgnoringCase("java");
        assertThat(request.header("Accept")).contains("text/html");
        assertThat(request.header("Accept-Language")).isNotBlank();
        assertThat(request.header("Accept-Encoding")).contains("gzip");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureHasItsCode(String name) {
        var recording = Recording.read(name);
        var failure = catchThrowable(() -> TestServer.get(ask(recording)));
        assertThat(failure).hasCauseInstanceOf(SearxngException.class);
        var error = (SearxngException) failure.getCause();
        assertThat(error.error()).as(error.getMessage()).isEqualTo(FAILURES.get(name));
        assertThat(error.getMessage()).hasSizeLessThan(900);
        var sayable = NOT_SAYABLE.stream().noneMatch(name::contains);
        if (sayable && recording.json().has("error")) {
            assertThat(error.getMessage())
                    .contains(recording.json().path("error").asText());
        }
    }

    @Test
    void aPageThatIsListedTwiceComesOnce() throws Exception {
        var found = search(REPEATS);
        assertThat(Recording.read(REPEATS).json().path("results")).hasSize(14);
        assertThat(found.results()).hasSize(13).extracting(SearchResult::key).doesNotHaveDuplicates();
        assertThat(found.results().get(0).engines()).containsExactly("docs", "upstream");
        assertThat(found.unresponsiveEngines()).containsExactly(new UnresponsiveEngine("upstream", "unexpected crash"));
    }

    @Test
    void directAnswersAreRead() throws Exception {
        assertThat(search("searxng/search-answer-unit").answers())
                .extracting(Answer::text)
                .containsExactly("3,000 m");
        assertThat(search("searxng/search-answer-self-ip").forModel()).contains("Answer: Your IP is: 127.0.0.1");
    }

    @Test
    void everyKindOfResultIsRead() throws Exception {
        var found = search("searxng/search-all-result-kinds");
        assertThat(found.answers()).extracting(Answer::text).containsExactly("42", "Kamel");
        var first = found.results().get(0);
        assertThat(first.published()).isEqualTo("2026-01-02T03:04:05");
        assertThat(first.author()).isEqualTo("Ann");
        assertThat(first.thumbnail()).isEqualTo("https://example.org/t.png");
        assertThat(found.results().get(1).image()).isEqualTo("https://example.org/i.jpg");
        assertThat(found.results().get(2).more()).containsEntry("doi", "10.1000/1");
        assertThat(found.results().get(5).length()).isEqualTo("83.0");
        assertThat(found.suggestions()).containsExactly("camel route");
        assertThat(found.corrections()).containsExactly("camel");
        assertThat(found.infoboxes().get(0).facts()).containsExactly(new Infobox.Fact("Kingdom", "Animalia"));
        assertThat(found.infoboxes().get(0).links())
                .containsExactly(new Infobox.Link("Official", "https://example.org/"));
    }

    @Test
    void aRowOfATableHasNoAddress() throws Exception {
        var row = search("searxng/search-keyvalue-null-url").results().get(0);
        assertThat(row.url()).isNull();
        assertThat(row.title()).isEqualTo("Demo Offline Engine Result #1");
        assertThat(row.content()).isEqualTo("query: camel\nlanguage: all\nvalue: demo");
    }

    @Test
    void unresponsiveEnginesAreToldWithTheirReasons() {
        assertThatThrownBy(() -> search("searxng/search-unresponsive"))
                .cause()
                .isInstanceOfSatisfying(UnresponsiveException.class, failure -> {
                    assertThat(failure.getMessage()).contains("up429 (Suspended: too many requests)");
                    assertThat(failure.results().unresponsiveEngines()).hasSize(6);
                });
    }

    @Test
    void ownersAreToldWhatToChange() {
        assertThatThrownBy(() -> search("searxng/format-json-disabled-403"))
                .hasMessageContaining("Add json to search.formats");
        assertThatThrownBy(() -> search("searxng/limiter-429-no-gzip")).hasMessageContaining("pass_ip");
        assertThatThrownBy(() -> search("searxng/limiter-blocked-ip")).hasMessageContaining("block_ip");
        assertThatThrownBy(() -> search("searxng/external-bang-redirect")).hasMessageContaining("www.google.com");
    }

    @Test
    void suggestionsComeInTwoForms() throws Exception {
        for (var name : List.of("searxng/autocompleter-xhr", "searxng/autocompleter-url-bar")) {
            assertThat(TestServer.get(ask(Recording.read(name)))).isEqualTo(List.of("!docs"));
        }
        assertThat(server.requests().last().header("X-Requested-With")).isEqualTo("XMLHttpRequest");
    }

    @Test
    void configurationIsAMap() throws Exception {
        for (var name : List.of("searxng/config", "searxng/limiter-config", "searx-1.1.0/config")) {
            var recording = Recording.read(name);
            assertThat(TestServer.get(ask(recording))).isEqualTo(Json.map(recording.json()));
        }
    }

    @Test
    void healthIsOneWord() throws Exception {
        for (var name : List.of("searxng/healthz", "searxng/limiter-healthz-unlimited", "searx-1.1.0/healthz")) {
            server.answers(exchange -> TestServer.send(exchange, Recording.read(name)));
            assertThat(TestServer.get(server.instance().health())).isEqualTo("OK");
        }
    }

    @Test
    void csvAndRssComeAsTheyAre() throws Exception {
        for (var format : List.of(SearchFormat.CSV, SearchFormat.RSS)) {
            var recording = Recording.read("searxng/format-" + format.wireName());
            server.answers(exchange -> TestServer.send(exchange, recording));
            var query = new SearchQuery("camel", List.of(), List.of("docs"), null, 1, 1, null, null, null, format, 0);
            assertThat(TestServer.get(server.instance().raw(query)))
                    .isEqualTo(recording.response().path("text").asText());
        }
    }
}
