package dev.serai.searxng.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.offline.searxng.Engine;
import dev.serai.offline.searxng.Result;
import dev.serai.offline.searxng.ScriptedAnswer;
import dev.serai.offline.searxng.SearxngStandIn;
import dev.serai.searxng.client.Instance;
import dev.serai.searxng.client.SearchFormat;
import dev.serai.searxng.client.SearchMethod;
import dev.serai.searxng.client.SearchQuery;
import dev.serai.searxng.client.SearchResult;
import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import dev.serai.searxng.client.Server;
import dev.serai.searxng.client.UnresponsiveException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a search server answers: the stand-in, or with {@code -Dlive.searxng=URL} a real one, whose engine {@code docs}
 * has 25 pages about Camel and whose engine {@code broken} is disabled and reaches nothing.
 */
class SearxIT {

    private static final String URL = System.getProperty("live.searxng");
    private static final HttpPort PORT = HttpPort.builder().build();

    private static SearxngStandIn standIn;

    @BeforeAll
    static void start() {
        if (URL != null) {
            return;
        }
        standIn = SearxngStandIn.builder()
                .searx()
                .engine(Engine.named("broken").disabled())
                .start();
        standIn.when().engine("broken").reply(ScriptedAnswer.silent("broken", "HTTP error"));
        standIn.when()
                .contains("camel")
                .reply(IntStream.rangeClosed(1, 25).mapToObj(SearxIT::page).toArray(Result[]::new));
    }

    private static Result page(int number) {
        return Result.of(
                "Apache Camel page " + number,
                "https://docs.example.org/camel/" + number,
                "Notes about component " + number);
    }

    @AfterAll
    static void stop() {
        if (standIn != null) {
            standIn.close();
        }
    }

    private static Instance instance(SearchMethod method, boolean checkNames) {
        var base = URI.create(URL != null ? URL : standIn.baseUrl());
        return new Instance(
                new Server(PORT, base, Server.MANNERS, method, HttpLimits.DEFAULTS, RetryPolicy.NONE), checkNames);
    }

    private static Instance instance() {
        return instance(SearchMethod.GET, false);
    }

    private static SearchQuery ask(String text, String engine, int page, int pages, SearchFormat format) {
        return new SearchQuery(text, List.of(), List.of(engine), "en", page, pages, null, 0, null, format, 0);
    }

    private static SearchQuery ask(String text, String engine) {
        return ask(text, engine, 1, 1, SearchFormat.JSON);
    }

    private static <T> T get(CompletableFuture<T> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Throwable failure(CompletableFuture<?> answer) {
        return Failures.unwrap(catchThrowable(() -> get(answer)));
    }

    @ParameterizedTest
    @EnumSource(SearchMethod.class)
    void resultsComeWithTitleAddressAndText(SearchMethod method) {
        var found = get(instance(method, false).search(ask("camel", "docs")));
        assertThat(found.query()).isEqualTo("camel");
        assertThat(found.results()).hasSize(10);
        var first = found.results().get(0);
        assertThat(first.title()).isEqualTo("Apache Camel page 1");
        assertThat(first.url()).isEqualTo("https://docs.example.org/camel/1");
        assertThat(first.content()).isEqualTo("Notes about component 1");
        assertThat(first.engines()).containsExactly("docs");
        assertThat(first.positions()).containsExactly(1);
        assertThat(first.score()).isEqualTo(1.0);
        assertThat(found.unresponsiveEngines()).isEmpty();
    }

    @Test
    void pagesAreJoinedUntilNothingNewComes() {
        var found = get(instance().search(ask("camel", "docs", 1, 9, SearchFormat.JSON)));
        assertThat(found.results()).hasSize(25).extracting(SearchResult::url).doesNotHaveDuplicates();
        assertThat(found.incomplete()).isNull();
    }

    @Test
    void aLaterPageCanBeTheFirst() {
        var found = get(instance().search(ask("camel", "docs", 3, 1, SearchFormat.JSON)));
        assertThat(found.results())
                .extracting(SearchResult::title)
                .containsExactly(IntStream.rangeClosed(21, 25)
                        .mapToObj(number -> "Apache Camel page " + number)
                        .toArray(String[]::new));
    }

    @Test
    void nothingIsFoundWithoutAFailure() {
        assertThat(get(instance().search(ask("zzzzqq", "docs"))).results()).isEmpty();
    }

    @Test
    void anEngineWithoutAnAnswerIsNamed() {
        var failure = failure(instance().search(ask("camel", "broken")));
        assertThat(failure).isInstanceOf(UnresponsiveException.class).hasMessageContaining("broken (HTTP error)");
    }

    @Test
    void anUnknownEngineIsRefusedBeforeTheSearch() {
        var failure = failure(instance(SearchMethod.GET, true).search(ask("camel", "nope")));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        SearxngException.class,
                        refused -> assertThat(refused.error()).isEqualTo(SearxngError.UNKNOWN_NAME));
        assertThat(failure).hasMessageContaining("'nope'").hasMessageContaining("docs");
    }

    @Test
    void aKnownEngineIsLetThrough() {
        assertThat(get(instance(SearchMethod.GET, true).search(ask("camel", "docs")))
                        .results())
                .isNotEmpty();
    }

    @Test
    void theServerNamesAWrongParameter() {
        var failure = failure(instance().search(ask("camel", "docs", 0, 1, SearchFormat.JSON)));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        SearxngException.class,
                        refused -> assertThat(refused.error()).isEqualTo(SearxngError.REJECTED));
        assertThat(failure).hasMessageContaining("pageno");
    }

    @ParameterizedTest
    @EnumSource(SearchFormat.class)
    void theServersOwnTextIsGiven(SearchFormat format) {
        var text = get(instance().raw(ask("camel", "docs", 1, 1, format)));
        assertThat(text).contains("Apache Camel page 1", "https://docs.example.org/camel/10");
    }

    @Test
    void bangsAreCompleted() {
        assertThat(get(instance().autocomplete("!do"))).containsExactly("!docs");
    }

    @Test
    void theServerTellsWhatItIs() {
        assertThat(get(instance().config())).containsEntry("version", "1.1.0").containsKey("engines");
        assertThat(get(instance().health())).isEqualTo("OK");
    }
}
