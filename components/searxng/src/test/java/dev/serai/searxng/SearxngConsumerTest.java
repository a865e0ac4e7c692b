package dev.serai.searxng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.searxng.client.SearchResult;
import dev.serai.searxng.client.SearchResults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What starts a route, and when. */
@Timeout(60)
class SearxngConsumerTest {

    private static final String A = "http://a.example/";
    private static final String B = "http://b.example/";
    private static final String ROUTE = """
            - route:
                id: news
                from:
                  uri: "searxng:search?q=camel&checkNames=false&initialDelay=0&delay=5&retries=0{{more}}"
                  steps:
                    - process:
                        ref: check
            """;

    private final AtomicReference<String> found = new AtomicReference<>(Site.found());
    private final Site site = Site.start().search(exchange -> exchange.send(200, "application/json", found.get()));
    private final List<Object> bodies = new CopyOnWriteArrayList<>();
    private final IdempotentRepository kept = MemoryIdempotentRepository.memoryIdempotentRepository();
    private final AtomicBoolean fails = new AtomicBoolean();

    @AfterEach
    void stop() {
        site.close();
    }

    private Routes started(String more) throws Exception {
        var routes = Routes.start(Map.of(Routes.BASE_URL, site.url(), "more", more));
        routes.context().getRegistry().bind("kept", kept);
        routes.context().getRegistry().bind("check", (Processor) exchange -> {
            bodies.add(exchange.getMessage().getBody());
            if (fails.get()) {
                throw new IllegalStateException("not now");
            }
        });
        routes.load(ROUTE);
        return routes;
    }

    private void twoMorePolls() {
        var before = site.searches().size();
        await().until(() -> site.searches().size() > before + 2);
    }

    private List<String> urls() {
        return bodies.stream().map(body -> ((SearchResult) body).url()).toList();
    }

    @Test
    void onlyWhatIsNewStartsTheRoute() throws Exception {
        found.set(Site.found(A));
        try (var routes = started("")) {
            await().until(() -> bodies.size() == 1);
            found.set(Site.found(A + "?utm_source=feed", B));
            await().until(() -> bodies.size() == 2);
            twoMorePolls();
            assertThat(urls()).containsExactly(A, B);
        }
    }

    @Test
    void whatFailedComesAgainAndWhatSucceededDoesNot() throws Exception {
        fails.set(true);
        found.set(Site.found(A));
        try (var routes = started("")) {
            await().until(() -> bodies.size() > 2);
            fails.set(false);
            var before = bodies.size();
            await().until(() -> bodies.size() > before);
            twoMorePolls();
            var after = bodies.size();
            twoMorePolls();
            assertThat(bodies).hasSize(after);
            assertThat(urls()).containsOnly(A);
        }
    }

    @Test
    void allThatIsNewComesTogetherAsAList() throws Exception {
        found.set(Site.found(A, B));
        try (var routes = started("&emit=list")) {
            await().until(() -> !bodies.isEmpty());
            twoMorePolls();
            assertThat(bodies).hasSize(1);
            assertThat(((SearchResults) bodies.get(0)).results())
                    .extracting(SearchResult::url)
                    .containsExactly(A, B);
        }
    }

    @Test
    void whatIsThereAlreadyCanBeRemembered() throws Exception {
        found.set(Site.found(A));
        try (var routes = started("&firstPoll=remember")) {
            twoMorePolls();
            found.set(Site.found(A, B));
            await().until(() -> !bodies.isEmpty());
            assertThat(urls()).containsExactly(B);
        }
    }

    @Test
    void aServerThatFailsIsCountedAndAskedAgain() throws Exception {
        found.set("no JSON");
        try (var routes = started("")) {
            var consumer = (SearxngConsumer) routes.context().getRoute("news").getConsumer();
            await().until(() -> consumer.getErrorCounter() > 1);
            assertThat(consumer.getLastError()).hasMessageContaining("SEARXNG-");
            found.set(Site.found(A));
            await().until(() -> bodies.size() == 1);
            assertThat(consumer.getErrorCounter()).isZero();
        }
    }

    @Test
    void whatARepositoryHasKeptIsNotTold() throws Exception {
        found.set(Site.found(A));
        try (var routes = started("&idempotentRepository=#kept")) {
            await().until(() -> bodies.size() == 1);
            twoMorePolls();
        }
        found.set(Site.found(A, B));
        try (var routes = started("&idempotentRepository=#kept")) {
            await().until(() -> bodies.size() > 1);
            twoMorePolls();
        }
        assertThat(urls()).containsExactly(A, B);
    }

    @Test
    void whatComesWhileTheRouteIsSuspendedIsToldLater() throws Exception {
        found.set(Site.found(A));
        try (var routes = started("")) {
            await().until(() -> bodies.size() == 1);
            routes.context().getRouteController().suspendRoute("news");
            found.set(Site.found(A, B));
            var asked = site.searches().size();
            routes.context().getRouteController().resumeRoute("news");
            await().until(() -> bodies.size() == 2);
            assertThat(site.searches().size()).isGreaterThan(asked);
            assertThat(urls()).containsExactly(A, B);
        }
    }

    @Test
    void aRouteThatAsksNothingDoesNotStart() throws Exception {
        try (var routes = Routes.on(site.url())) {
            assertThatThrownBy(() -> routes.load("""
                            - from:
                                uri: "searxng:search"
                                steps:
                                  - to: mock:never
                            """)).hasStackTraceContaining("SEARXNG-002");
            assertThatThrownBy(() -> routes.load("""
                            - from:
                                uri: "searxng:config"
                                steps:
                                  - to: mock:never
                            """)).hasStackTraceContaining("SEARXNG-001");
        }
    }
}
