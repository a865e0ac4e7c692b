package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstancePoolTest {

    private static final String UNRESPONSIVE =
            "{\"query\":\"q\",\"results\":[],\"unresponsive_engines\":[[\"x\",\"timeout\"]]}";

    private final TestServer first = new TestServer(exchange -> exchange.send(429, "text/plain", "Too Many Requests"));
    private final TestServer second =
            new TestServer(exchange -> TestServer.json(exchange, TestServer.found("https://a.example/1")));
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private InstancePool pool(HostPolicy policy) {
        return new InstancePool(List.of(first.instance(), second.instance()), policy, Duration.ofSeconds(60), now::get);
    }

    private static SearchResults ask(InstancePool pool) throws Exception {
        return TestServer.get(pool.call(instance -> instance.search(TestServer.query("q"))));
    }

    @Test
    void theNextIsAskedAndTheBrokenOneRests() throws Exception {
        var pool = pool(HostPolicy.IN_ORDER);
        assertThat(ask(pool).results()).hasSize(1);
        assertThat(ask(pool).results()).hasSize(1);
        assertThat(first.requests().total()).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        ask(pool);
        assertThat(first.requests().total()).isEqualTo(2);
    }

    @Test
    void theyTakeTurns() throws Exception {
        first.answers(exchange -> TestServer.json(exchange, TestServer.found("https://a.example/1")));
        var pool = pool(HostPolicy.ROUND_ROBIN);
        for (var i = 0; i < 4; i++) {
            ask(pool);
        }
        assertThat(first.requests().total()).isEqualTo(2);
        assertThat(second.requests().total()).isEqualTo(2);
    }

    @Test
    void enginesThatGiveNoAnswerMoveTheQuestionOn() throws Exception {
        first.answers(exchange -> TestServer.json(exchange, UNRESPONSIVE));
        assertThat(ask(pool(HostPolicy.IN_ORDER)).results()).hasSize(1);
    }

    @Test
    void aWrongQuestionIsAskedOnce() {
        first.answers(exchange -> exchange.send(400, "application/json", "{\"error\":\"No query\"}"));
        assertThatThrownBy(() -> ask(pool(HostPolicy.IN_ORDER))).hasMessageContaining("SEARXNG-113");
        assertThat(second.requests().total()).isZero();
    }

    @Test
    void whenNoneAnswersAllReasonsAreTold() {
        second.answers(exchange -> exchange.send(503, "text/plain", "away"));
        assertThatThrownBy(() -> ask(pool(HostPolicy.IN_ORDER)))
                .hasMessageContaining("SEARXNG-119")
                .hasMessageContaining("SEARXNG-110")
                .hasMessageContaining("SEARXNG-117");
    }

    @Test
    void whatNoneCanEverAnswerIsNotCalledAPassingFailure() {
        first.answers(exchange -> exchange.send(403, "text/html", "<p>"));
        second.answers(exchange -> exchange.send(403, "text/html", "<p>"));
        assertThatThrownBy(() -> ask(pool(HostPolicy.IN_ORDER))).hasMessageContaining("SEARXNG-108");
    }

    @Test
    void whoGivesUpIsNotAnsweredByTheNext() {
        first.answers(exchange -> {});
        var answer = pool(HostPolicy.IN_ORDER).call(instance -> instance.search(TestServer.query("q")));
        first.requests().awaitInFlight(1, Duration.ofSeconds(30));
        answer.cancel(true);
        first.requests().awaitCancelled(1, Duration.ofSeconds(30));
        assertThat(second.requests().total()).isZero();
    }
}
