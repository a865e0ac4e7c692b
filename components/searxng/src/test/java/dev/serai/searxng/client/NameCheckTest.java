package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.http.Exchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameCheckTest {

    private static final String CONFIG =
            "{\"categories\":[\"general\"],\"engines\":[{\"name\":\"docs\",\"categories\":[\"it\"]}]}";

    private final TestServer server = new TestServer(NameCheckTest::answer);
    private final Instance instance = server.instance(SearchMethod.GET, true);

    @AfterEach
    void stop() {
        server.close();
    }

    private static void answer(Exchange exchange) {
        TestServer.json(
                exchange, exchange.path().startsWith("/config") ? CONFIG : TestServer.found("https://a.example/1"));
    }

    private static SearchQuery query(List<String> categories, List<String> engines) {
        return TestServer.query("q", categories, engines, 1, 1, 0);
    }

    @Test
    void namesThatAreThereAreSearchedAndAskedForOnce() throws Exception {
        for (var i = 0; i < 3; i++) {
            assertThat(TestServer.get(instance.search(query(List.of("general", "it"), List.of("docs"))))
                            .results())
                    .hasSize(1);
        }
        assertThat(server.requests().to("/config")).hasSize(1);
    }

    @Test
    void unknownNamesAreToldWithThoseThatAreThere() {
        assertThatThrownBy(() -> TestServer.get(instance.search(query(List.of(), List.of("dox")))))
                .hasMessageContaining("SEARXNG-112")
                .hasMessageContaining("no engine 'dox'; it has docs");
        assertThatThrownBy(() -> TestServer.get(instance.search(query(List.of("news"), List.of()))))
                .hasMessageContaining("no category 'news'; it has general, it");
        assertThat(server.requests().to("/search")).isEmpty();
    }

    @Test
    void aServerThatDoesNotTellIsSearchedAndAskedAgainLater() throws Exception {
        server.answers(exchange -> {
            if (exchange.path().startsWith("/config")) {
                exchange.send(429, "text/plain", "Too Many Requests");
            } else {
                answer(exchange);
            }
        });
        for (var i = 0; i < 2; i++) {
            assertThat(TestServer.get(instance.search(query(List.of(), List.of("dox"))))
                            .results())
                    .hasSize(1);
        }
        assertThat(server.requests().to("/config")).hasSize(2);
    }

    @Test
    void whoGivesUpDoesNotTakeTheNamesFromTheOthers() throws Exception {
        server.answers(exchange -> exchange.after(Duration.ofMillis(300), () -> answer(exchange)));
        var first = instance.search(query(List.of(), List.of("docs")));
        var second = instance.search(query(List.of(), List.of("docs")));
        server.requests().awaitInFlight(1, Duration.ofSeconds(30));
        first.cancel(true);
        assertThat(TestServer.get(second).results()).hasSize(1);
        assertThat(server.requests().to("/config")).hasSize(1);
    }
}
