package dev.serai.offline.searxng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends recorded requests to the stand-in and compares its answers with the real servers'. */
class SearxngRecordingsContractTest {
    private static final String OLDER = "searx-1.1.0/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error-language",
                "error-missing-q",
                "error-pageno",
                "error-safesearch",
                "error-time-range",
                "error-timeout-limit",
                "format-json-disabled-403",
                "put-search",
                "healthz",
                "external-bang-redirect",
                "autocompleter-xhr",
                "autocompleter-url-bar",
                "search-unresponsive",
                "search-no-results",
                "search-main-page9-empty",
                "limiter-429-java-user-agent",
                "limiter-429-curl-user-agent",
                "limiter-429-no-gzip",
                "limiter-429-no-accept-language",
                "limiter-429-accept-json-only",
                "limiter-healthz-unlimited",
                OLDER + "error-missing-q",
                OLDER + "error-pageno",
                OLDER + "error-time-range",
                OLDER + "healthz",
                OLDER + "search-unresponsive"
            })
    void answersWordForWord(String name) {
        var recording = Recording.read(name);
        var answer = ask(recording);
        var json = recording.response().get("json");
        if (json != null) {
            assertThat(Json.parse(answer)).isEqualTo(json);
        } else if (!recording.response().get("text").asText().endsWith("(cut)")) {
            assertThat(answer).isEqualTo(recording.response().get("text").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search-main",
                "search-main-page2",
                "post-form",
                "search-keyvalue-null-url",
                "search-category-it",
                "search-unknown-engine",
                "search-unknown-category",
                "search-answer-hash",
                "search-answer-unit",
                "limiter-api-window-request-1",
                "limiter-sec-fetch-missing",
                "limiter-pass-ip",
                "first-result-redirect",
                OLDER + "search-main",
                OLDER + "search-answer",
                OLDER + "search-merged"
            })
    void answersInTheSameShape(String name) {
        var recording = Recording.read(name);
        var expected = recording.response().get("json");
        var actual = Json.parse(ask(recording));
        assertThat(names(actual)).isEqualTo(names(expected));
        assertThat(kinds(first(actual, "results"))).isEqualTo(kinds(first(expected, "results")));
        assertThat(kinds(first(actual, "answers"))).isEqualTo(kinds(first(expected, "answers")));
        assertThat(actual.get("query")).isEqualTo(expected.get("query"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "limiter-config", OLDER + "config"})
    void describesItselfInTheSameShape(String name) {
        var recording = Recording.read(name);
        var actual = Json.parse(ask(recording));
        var expected = recording.response().get("json");
        assertThat(kinds(actual)).containsExactlyInAnyOrderEntriesOf(kinds(expected));
        assertThat(kinds(first(actual, "engines"))).isEqualTo(kinds(first(expected, "engines")));
        assertThat(kinds(actual.path("brand"))).isEqualTo(kinds(expected.path("brand")));
        assertThat(actual.get("limiter")).isEqualTo(expected.get("limiter"));
    }

    @ParameterizedTest
    @ValueSource(strings = "search-all-result-kinds")
    void boxesAndTranslationsHaveTheSameShape(String name) {
        var expected = Recording.read(name).response().get("json");
        var actual = Json.parse(ask(Recording.read(name)));
        assertThat(names(first(actual, "infoboxes"))).isEqualTo(names(first(expected, "infoboxes")));
        assertThat(kinds(actual.at("/answers/0"))).isEqualTo(kinds(expected.at("/answers/0")));
        assertThat(names(actual.at("/answers/1/translations/0")))
                .isEqualTo(names(expected.at("/answers/1/translations/0")));
        assertThat(actual.get("suggestions")).isEqualTo(expected.get("suggestions"));
        assertThat(actual.get("corrections")).isEqualTo(expected.get("corrections"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-html-still-ok", "format-unknown-falls-back-html", "post-json-body", "not-found"})
    void answersWithTheSamePage(String name) {
        var recording = Recording.read(name);
        assertThat(endpoint(ask(recording)))
                .isEqualTo(endpoint(recording.response().get("text").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-csv", "format-rss"})
    void writesOtherFormatsAlike(String name) {
        var recording = Recording.read(name);
        var expected = recording.response().get("text").asText();
        var actual = ask(recording);
        for (var part : new String[] {
            "title,url,content,host,engine,score,type\r\n",
            "<type>result</type>",
            "<item>",
            "<title>SearXNG search: camel</title>",
            "<description>Search results for \"camel\" - SearXNG</description>"
        }) {
            assertThat(actual.contains(part)).as(part).isEqualTo(expected.contains(part));
        }
    }

    private static String ask(Recording recording) {
        try (var server = server(recording.name())) {
            script(server, recording);
            var request = recording.request();
            var headers = new LinkedHashMap<>(recording.headers());
            var answer = Http.send(
                    server,
                    request.get("method").asText(),
                    request.get("path").asText(),
                    Json.text(request, "body"),
                    headers);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(recording.status());
            for (var name : new String[] {
                "Content-Type", "Location", "Allow", "Content-Disposition", "X-Robots-Tag", "X-XSS-Protection"
            }) {
                assertThat(answer.headers().firstValue(name).orElse(null))
                        .as(name)
                        .isEqualTo(recording.answerHeader(name));
            }
            return answer.body();
        }
    }

    private static SearxngStandIn server(String name) {
        var builder = SearxngStandIn.builder();
        for (var engine : new String[] {"up500", "up429", "up403", "upslow", "updown", "upbad", "kinds", "demo"}) {
            builder.engine(Engine.named(engine).disabled());
        }
        if (name.startsWith(OLDER)) {
            builder.searx();
        }
        if (name.startsWith("limiter")) {
            builder.limiter().passIp("10.9.1.1");
        }
        if (name.equals("format-json-disabled-403")) {
            builder.formats("html");
        }
        return builder.start();
    }

    private static void script(SearxngStandIn server, Recording recording) {
        var name = recording.name();
        var expected = recording.response().path("json");
        if (name.contains("unresponsive")) {
            var silent = ScriptedAnswer.results();
            expected.get("unresponsive_engines")
                    .forEach(pair -> silent.unresponsive(
                            pair.get(0).asText(), pair.get(1).asText()));
            server.always(silent);
        } else if (name.contains("keyvalue")) {
            server.always(Result.table("Row", Map.of("query", "camel", "language", "all", "value", "demo")));
        } else if (name.equals("search-all-result-kinds")) {
            server.always(ScriptedAnswer.results()
                    .answer("42", "https://example.org/answer")
                    .translation("Kamel")
                    .infobox("Camel", "https://example.org/wiki/Camel", "An animal", Map.of("Kingdom", "Animalia"))
                    .suggestions("camel route")
                    .corrections("camel"));
        } else if (!expected.path("answers").isEmpty()) {
            server.always(ScriptedAnswer.results().answer("3,000 m", null));
        } else if (!name.contains("no-results") && !name.contains("search-answer")) {
            server.always(IntStream.rangeClosed(1, 25)
                    .mapToObj(i -> Result.of("Page " + i, "https://docs.example.org/camel/" + i, "Notes"))
                    .toArray(Result[]::new));
        }
    }

    private static JsonNode first(JsonNode node, String list) {
        return node.path(list).path(0);
    }

    private static TreeSet<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, String> kinds(JsonNode node) {
        var kinds = new LinkedHashMap<String, String>();
        names(node).forEach(name -> kinds.put(name, node.get(name).getNodeType().toString()));
        return kinds;
    }

    private static String endpoint(String html) {
        return html.replaceFirst("(?s).*name=\"endpoint\" content=\"(\\w+)\".*", "$1");
    }
}
