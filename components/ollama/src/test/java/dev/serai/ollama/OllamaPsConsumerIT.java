package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.ollama.Model;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OllamaPsConsumerIT {

    private OllamaStandIn server;
    private Routes client;
    private Routes watcher;

    @BeforeEach
    void start() throws Exception {
        server = OllamaStandIn.builder().model(model(1)).start();
        client = Routes.on(server.baseUrl());
    }

    @AfterEach
    void stop() {
        if (watcher != null) {
            watcher.close();
        }
        client.close();
        server.close();
    }

    private static Model model(double vramShare) {
        return Model.named("small").vramShare(vramShare).build();
    }

    private void watch(String options) throws Exception {
        watcher = Routes.start(Map.of(Routes.BASE_URL, server.baseUrl()), route(options));
    }

    private static String route(String options) {
        return """
                - route:
                    id: watch
                    from:
                      uri: "ollama:ps?initialDelay=0&delay=20%s"
                      steps:
                        - to: mock:events
                """.formatted(options);
    }

    private MockEndpoint mock() {
        return watcher.context().getEndpoint("mock:events", MockEndpoint.class);
    }

    private List<String> events() {
        return mock().getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader(OllamaConstants.EVENT) + " "
                        + exchange.getMessage().getHeader(OllamaConstants.EVENT_MODEL))
                .toList();
    }

    private void load(String options) {
        assertThat(client.send("ollama:load/small" + options, null).getException())
                .isNull();
    }

    /** Two more polls: the first may have begun before what the test did last. */
    private void awaitPolls() {
        int before = server.requests().to("/api/ps").size();
        await().until(() -> server.requests().to("/api/ps").size() >= before + 3);
    }

    private void awaitEvents(String... expected) {
        await().untilAsserted(() -> assertThat(events()).containsExactly(expected));
    }

    @Test
    void whatIsInMemoryAtTheStartIsNoEvent() throws Exception {
        load("");
        watch("");
        awaitPolls();
        assertThat(events()).isEmpty();
    }

    @Test
    void comingAndGoingAreEvents() throws Exception {
        watch("");
        awaitPolls();
        load("");
        awaitEvents("loaded small:latest");
        Exchange event = mock().getReceivedExchanges().get(0);
        assertThat(event.getMessage().getHeader(OllamaConstants.NODE)).isEqualTo(server.baseUrl());
        assertThat(event.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "small:latest")
                .containsKey("size_vram");
        assertThat(event.getFromRouteId()).isEqualTo("watch");
        load("?keepAlive=0");
        awaitEvents("loaded small:latest", "unloaded small:latest");
        assertThat(mock().getReceivedExchanges().get(1).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("context_length", 4096);
    }

    @Test
    void movingToTheCpuAndBackAreEvents() throws Exception {
        load("");
        watch("");
        awaitPolls();
        server.models().add(model(0.6));
        load("?numCtx=4096");
        awaitEvents("spilled small:latest");
        server.models().add(model(1));
        load("");
        awaitEvents("spilled small:latest", "returned small:latest");
    }

    @Test
    void aServerThatIsAwayForAWhileTellsWhatIsGoneWhenItIsBack() throws Exception {
        load("");
        watch("&retries=0");
        awaitPolls();
        server.close();
        var consumer = (OllamaPsConsumer) watcher.context().getRoute("watch").getConsumer();
        await().until(() -> consumer.getErrorCounter() >= 3);
        assertThat(events()).isEmpty();
        server = OllamaStandIn.builder().port(server.port()).model(model(1)).start();
        awaitEvents("unloaded small:latest");
        assertThat(consumer.getErrorCounter()).isZero();
    }

    @Test
    void whatChangesWhileSuspendedIsToldAfterwards() throws Exception {
        watch("");
        awaitPolls();
        watcher.context().getRouteController().suspendRoute("watch");
        server.requests().awaitIdle(Duration.ofSeconds(10));
        load("");
        assertThat(events()).isEmpty();
        watcher.context().getRouteController().resumeRoute("watch");
        awaitEvents("loaded small:latest");
    }

    @Test
    void aRestartedRouteBeginsAnew() throws Exception {
        watch("");
        awaitPolls();
        watcher.context().getRouteController().stopRoute("watch");
        load("");
        watcher.context().getRouteController().startRoute("watch");
        awaitPolls();
        assertThat(events()).isEmpty();
        load("?keepAlive=0");
        awaitEvents("unloaded small:latest");
    }

    @Test
    void eachServerIsWatchedByItself() throws Exception {
        try (var other = OllamaStandIn.builder().model(model(1)).start()) {
            watch("&hosts=127.0.0.1:1," + server.host() + "," + other.host());
            awaitPolls();
            client.send("ollama:load/small?baseUrl=" + other.baseUrl(), null);
            awaitEvents("loaded small:latest");
            assertThat(mock().getReceivedExchanges().get(0).getMessage().getHeader(OllamaConstants.NODE))
                    .isEqualTo(other.baseUrl());
        }
    }

    @Test
    void otherOperationsStartNoRoute() {
        assertThatThrownBy(() -> Routes.start(
                        Map.of(Routes.BASE_URL, server.baseUrl()), route("").replace("ollama:ps", "ollama:tags")))
                .hasRootCauseInstanceOf(OllamaException.class)
                .rootCause()
                .hasMessageContaining("only ollama:ps can start a route, not ollama:tags")
                .extracting(error -> ((OllamaException) error).error())
                .isEqualTo(OllamaError.UNKNOWN_OPERATION);
    }

    @Test
    void otherApisCannotBeWatched() {
        assertThatThrownBy(() -> Routes.start(Map.of(Routes.BASE_URL, server.baseUrl()), route("&api=openai")))
                .isInstanceOfSatisfying(
                        OllamaException.class, e -> assertThat(e.error()).isEqualTo(OllamaError.NOT_IN_API));
    }
}
