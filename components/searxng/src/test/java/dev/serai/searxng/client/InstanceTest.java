package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.http.Exchange;
import dev.serai.support.http.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Consumer<Exchange> SILENT = exchange -> {};

    private final TestServer server = new TestServer(SILENT);

    @AfterEach
    void stop() {
        server.close();
    }

    private static String page(Exchange exchange) {
        return Recording.parameters(exchange.bodyText()).getOrDefault("pageno", "1");
    }

    private static void pages(Exchange exchange) {
        switch (page(exchange)) {
            case "1" -> TestServer.json(exchange, TestServer.found("https://a.example/1", "https://a.example/2"));
            case "2" -> TestServer.json(exchange, TestServer.found("http://A.example/2/", "https://a.example/3"));
            case "3" -> exchange.send(500, "text/plain", "broken");
            default -> TestServer.json(exchange, TestServer.found());
        }
    }

    private Instance byForm() {
        return server.instance(SearchMethod.POST, false);
    }

    private static SearchQuery pages(int pages, int most) {
        return TestServer.query("q", List.of(), List.of(), 1, pages, most);
    }

    @Test
    void pagesAreMergedByTheirAddress() throws Exception {
        server.answers(InstanceTest::pages);
        var found = TestServer.get(byForm().search(pages(2, 0)));
        assertThat(found.results())
                .extracting(SearchResult::url)
                .containsExactly("https://a.example/1", "https://a.example/2", "https://a.example/3");
        assertThat(found.incomplete()).isNull();
    }

    @Test
    void aLaterPageThatFailsIsToldAndTheRestIsKept() throws Exception {
        server.answers(InstanceTest::pages);
        var found = TestServer.get(byForm().search(pages(5, 0)));
        assertThat(found.results()).hasSize(3);
        assertThat(found.incomplete()).contains("page 3 is missing").contains("SEARXNG-117");
        assertThat(server.requests().total()).isEqualTo(3);
    }

    @Test
    void noPageIsAskedForOnceThereIsEnough() throws Exception {
        server.answers(InstanceTest::pages);
        assertThat(TestServer.get(byForm().search(pages(5, 1))).results()).hasSize(1);
        assertThat(server.requests().total()).isEqualTo(1);
    }

    @Test
    void whoGivesUpEndsTheRequest() {
        var answer = server.instance().search(TestServer.query("q"));
        server.requests().awaitInFlight(1, SOON);
        answer.cancel(true);
        server.requests().awaitCancelled(1, SOON);
    }

    @Test
    void whoGivesUpEndsTheRequestForALaterPage() {
        server.answers(exchange -> {
            if (page(exchange).equals("1")) {
                pages(exchange);
            }
        });
        var answer = byForm().search(pages(3, 0)).thenApply(SearchResults::results);
        server.requests().awaitTotal(2, SOON);
        answer.cancel(true);
        server.requests().awaitCancelled(1, SOON);
        assertThat(server.requests().total()).isEqualTo(2);
    }

    @Test
    void exclamationMarksAreNoBang() {
        server.answers(exchange ->
                exchange.setHeader("Location", "https://login.example/").send(302, "text/html", "<p>"));
        assertThatThrownBy(() -> TestServer.get(server.instance().search(TestServer.query("hello world!! again"))))
                .hasMessageContaining("SEARXNG-115");
        assertThatThrownBy(() -> TestServer.get(server.instance().search(TestServer.query("camel !!g"))))
                .hasMessageContaining("SEARXNG-114");
    }

    @Test
    void aRedirectToTheServerItselfIsNoBang() {
        server.answers(exchange -> exchange.setHeader("Location", server.base() + "/searxng/search")
                .send(301, "text/html", "<p>"));
        assertThatThrownBy(() -> TestServer.get(server.instance().search(TestServer.query("!!g camel"))))
                .hasMessageContaining("SEARXNG-115");
    }

    @Test
    void aLimiterIsNotAskedAgain() {
        server.answers(exchange -> exchange.send(429, "text/plain", "Too Many Requests"));
        var instance = new Instance(server.place("/", SearchMethod.GET, RetryPolicy.attempts(3), 1 << 20), false);
        assertThatThrownBy(() -> TestServer.get(instance.search(TestServer.query("q"))))
                .hasMessageContaining("SEARXNG-110");
        assertThat(server.requests().total()).isEqualTo(1);
    }

    @Test
    void aFormIsSentAgainToAServerThatIsBusy() throws Exception {
        var count = new AtomicInteger();
        server.answers(exchange -> {
            if (count.incrementAndGet() == 1) {
                exchange.send(503, "text/plain", "busy");
            } else {
                TestServer.json(exchange, TestServer.found("https://a.example/1"));
            }
        });
        var instance = new Instance(server.place("/", SearchMethod.POST, RetryPolicy.attempts(3), 1 << 20), false);
        assertThat(TestServer.get(instance.search(TestServer.query("q"))).results())
                .hasSize(1);
        assertThat(server.requests().last().body()).isEqualTo("q=q&format=json");
    }

    @Test
    void aServerMayLieUnderAPath() throws Exception {
        server.answers(exchange -> TestServer.json(exchange, TestServer.found()));
        for (var path : List.of("/searxng", "/searxng/")) {
            var instance = new Instance(server.place(path, SearchMethod.GET, RetryPolicy.NONE, 1 << 20), false);
            TestServer.get(instance.search(TestServer.query("q")));
            assertThat(server.requests().last().path()).startsWith("/searxng/search");
        }
    }
}
