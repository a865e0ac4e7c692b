package dev.serai.offline.searxng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SearxngServerExtension;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearxngStandInTest {
    private static final Result CAMEL = Result.of("Camel", "https://camel.example/", "Routes");

    @RegisterExtension
    static final SearxngServerExtension searx = new SearxngServerExtension();

    private static JsonNode search(String query) {
        return Json.parse(
                Http.get(searx.server(), "/search?format=json&q=" + query).body());
    }

    private static JsonNode titles(JsonNode answer) {
        return Json.MAPPER.valueToTree(answer.get("results").findValuesAsText("title"));
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        searx.when().contains("camel").times(1).reply(CAMEL);
        searx.when().matches("^camel$").reply(CAMEL.with("title", "Second"));
        searx.always(ScriptedAnswer.results().answer("42", null));
        assertThat(titles(search("camel"))).hasToString("[\"Camel\"]");
        assertThat(titles(search("camel"))).hasToString("[\"Second\"]");
        assertThat(search("other").at("/answers/0/answer").asText()).isEqualTo("42");
    }

    @Test
    void nothingIsFoundWithoutARule() {
        assertThat(search("camel").get("results")).isEmpty();
    }

    @Test
    void resultsAreCutIntoPages() {
        searx.always(IntStream.rangeClosed(1, 12)
                .mapToObj(i -> Result.of("T" + i, "https://camel.example/" + i, "text"))
                .toArray(Result[]::new));
        assertThat(search("camel").get("results")).hasSize(10);
        assertThat(titles(search("camel&pageno=2"))).hasToString("[\"T11\",\"T12\"]");
        assertThat(search("camel&pageno=3").get("results")).isEmpty();
        assertThat(search("camel&pageno=999999999").get("results")).isEmpty();
    }

    @Test
    void aRuleForOnePageIsNotCut() {
        searx.when().page(2).reply(CAMEL);
        assertThat(search("camel").get("results")).isEmpty();
        assertThat(search("camel&pageno=2").get("results")).hasSize(1);
    }

    @Test
    void whatSeveralEnginesFindComesFirst() {
        searx.always(CAMEL.foundBy("docs"), CAMEL.with("title", "Both").foundBy("docs", "upstream"));
        var answer = search("camel");
        assertThat(titles(answer)).hasToString("[\"Both\",\"Camel\"]");
        assertThat(answer.at("/results/0/score").asDouble()).isEqualTo(3.0);
        assertThat(answer.at("/results/0/positions")).hasToString("[2,1]");
    }

    @Test
    void enginesThatAreNotAskedFindNothing() {
        searx.always(CAMEL.foundBy("upstream"));
        assertThat(search("camel&engines=docs").get("results")).isEmpty();
        assertThat(search("!docs+camel").get("results")).isEmpty();
        assertThat(search("camel&engines=upstream").get("results")).hasSize(1);
        assertThat(search("camel&engines=nope").get("results")).hasSize(1);
        assertThat(search("camel&categories=news").get("results")).hasSize(1);
        assertThat(searx.server().searches().get(1).text()).isEqualTo("camel");
    }

    @Test
    void languageAndTimeRangeReachTheRules() {
        searx.when().language("de").timeRange("week").reply(CAMEL);
        assertThat(search("camel&language=de&time_range=week").get("results")).hasSize(1);
        assertThat(search(":de+camel&time_range=week").get("results")).hasSize(1);
        assertThat(search("camel&language=en&time_range=week").get("results")).isEmpty();
    }

    @Test
    void enginesCanStaySilent() {
        searx.always(ScriptedAnswer.silent("docs", "timeout"));
        assertThat(search("camel").get("unresponsive_engines")).hasToString("[[\"docs\",\"timeout\"]]");
    }

    @Test
    void pagesAndRedirectsAreServedBesideTheSearch() {
        var page = searx.server().page("/a.html", "<p>A camel</p>");
        var redirect = searx.server().redirect("/b.html", page);
        assertThat(redirect).startsWith(searx.baseUrl());
        assertThat(Http.get(searx.server(), "/a.html").body()).isEqualTo("<p>A camel</p>");
        var moved = Http.get(searx.server(), "/b.html");
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(moved.headers().firstValue("Location")).contains(page);
        assertThat(searx.requests().to("/a.html")).hasSize(1);
        assertThatThrownBy(() -> searx.server().page("/search", "")).hasMessageContaining("/search");
    }

    @Test
    void otherAnswersAndBrokenConnectionsCanBeScripted() {
        searx.when().contains("login").reply(ScriptedAnswer.raw(401, "text/plain", "who are you"));
        searx.when().contains("cut").reply(ScriptedAnswer.cut().after(Duration.ofMillis(1)));
        assertThat(Http.get(searx.server(), "/search?q=login").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> search("cut")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void suggestionsAreScripted() {
        searx.server().suggests("cam", "camel", "camera");
        var answer = Http.send(
                searx.server(), "GET", "/autocompleter?q=cam", null, Map.of("X-Requested-With", "XMLHttpRequest"));
        assertThat(answer.body()).isEqualTo("[\"camel\",\"camera\"]");
    }

    @Test
    void whatIsNotDoneIsNamed() {
        for (var path : new String[] {"/stats/errors", "/search?q=%21%21w+x", "/search?format=csv", "/metrics"}) {
            var answer = Http.get(searx.server(), path);
            assertThat(answer.statusCode()).as(path).isEqualTo(501);
            assertThat(answer.body()).contains("the stand-in does not do this");
        }
    }

    @Test
    void theLimiterCountsProgramsAndLetsHealthChecksPass() {
        var headers = Map.of(
                "User-Agent",
                "Mozilla/5.0",
                "Accept",
                "text/html,application/json",
                "Accept-Encoding",
                "gzip",
                "Accept-Language",
                "en");
        try (var limited = SearxngStandIn.builder().limiter().start()) {
            for (var i = 0; i < 4; i++) {
                var answer = Http.send(limited, "GET", "/search?q=a&format=json", null, headers);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            var answer = Http.send(limited, "GET", "/search?q=a&format=json", null, headers);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEqualTo("Too Many Requests");
            assertThat(Http.get(limited, "/healthz").statusCode()).isEqualTo(200);
            assertThat(Http.get(limited, "/config").statusCode()).isEqualTo(429);
        }
    }
}
