package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.RemoteModel;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class TransferTest {

    @RegisterExtension
    final OllamaServerExtension ollama = new OllamaServerExtension();

    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void offer(String name) {
        ollama.server().remote().offer(RemoteModel.named(name).layers(50_000_000, 2_000));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> reports(MockEndpoint mock) {
        return mock.getExchanges().stream()
                .map(exchange -> (Map<String, Object>) exchange.getMessage().getBody(Map.class))
                .toList();
    }

    @Test
    void aPullTellsItsProgressInPercentAndBytes() {
        offer("qwen3:0.6b");
        var exchange = routes.send("ollama:pull/qwen3:0.6b?progressTo=mock:progress", null);
        assertThat(exchange.getException()).isNull();
        var reports = reports(routes.mock("mock:progress"));
        assertThat(reports.get(0)).containsEntry("status", "pulling manifest").containsEntry("model", "qwen3:0.6b");
        assertThat(reports)
                .anySatisfy(report -> assertThat(report)
                        .containsEntry("percent", 100)
                        .containsEntry("total", 50_000_000L)
                        .containsEntry("completed", 50_000_000L));
        assertThat(reports.get(reports.size() - 1)).containsEntry("status", "success");
        assertThat(routes.ask("ollama:tags", null, List.class).toString()).contains("qwen3:0.6b");
    }

    @Test
    void aPullThatFailsOnTheServersSideSaysWhy() {
        var error = routes.send("ollama:pull/smollm:135m", null).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.TRANSFER_FAILED);
        assertThat(error).hasMessageContaining("smollm:135m");
    }

    @Test
    void aPullThatIsCutIsNoSuccess() {
        ollama.server().remote().offer(RemoteModel.named("cut").layers(1_000).cutAfter(2));
        assertThat(routes.send("ollama:pull/cut", null)
                        .getException(OllamaException.class)
                        .error())
                .isEqualTo(OllamaError.STREAM_BROKE);
    }

    @Test
    void aMissingModelIsPulledWhenThePolicySaysSoAndOnceForAll() {
        ollama.server().remote().offer(RemoteModel.named("new").layers(1_000).lineEvery(Duration.ofMillis(20)));
        var uri = "ollama:chat/new?pullPolicy=if-missing";
        var all = IntStream.range(0, 8)
                .mapToObj(i -> routes.template().asyncRequestBody(uri, "hi", String.class))
                .toList();
        assertThat(all).allSatisfy(answer -> assertThat(answer.join()).contains("Hello"));
        assertThat(pulls()).isEqualTo(1);
    }

    @Test
    void alwaysPullsOnceBeforeTheFirstRequest() {
        offer("fresh");
        for (int i = 0; i < 3; i++) {
            assertThat(routes.ask("ollama:chat/fresh?pullPolicy=always", "hi", String.class))
                    .contains("Hello");
        }
        assertThat(pulls()).isEqualTo(1);
    }

    private long pulls() {
        return ollama.server().requests().all().stream()
                .filter(request -> request.path().equals("/api/pull"))
                .count();
    }

    @Test
    void aModelIsMadeFromAnotherCopiedShownAndDeleted() {
        assertThat(routes.send(
                                "ollama:create/brief?progressTo=mock:made",
                                Map.of("from", "scripted-chat", "parameters", Map.of("temperature", 0.2)),
                                Map.of(OllamaConstants.SYSTEM, "Be brief."))
                        .getException())
                .isNull();
        assertThat(reports(routes.mock("mock:made")))
                .extracting(report -> report.get("status"))
                .contains("writing manifest", "success");
        assertThat(routes.ask("ollama:show/brief", null, Map.class)
                        .get("modelfile")
                        .toString())
                .contains("Be brief.");
        routes.send("ollama:copy/brief", null, Map.of(OllamaConstants.DESTINATION, "brief2"));
        assertThat(routes.ask("ollama:tags", null, List.class).toString()).contains("brief2");
        routes.send("ollama:delete/brief2", null);
        assertThat(routes.ask("ollama:tags", null, List.class).toString()).doesNotContain("brief2");
        assertThat(routes.send("ollama:delete/brief2", null)
                        .getException(OllamaException.class)
                        .error())
                .isEqualTo(OllamaError.MODEL_MISSING);
    }

    @Test
    void aCopyWithoutAnotherNameIsAClearError() {
        assertThat(routes.send("ollama:copy/scripted-chat", null).getException(OllamaException.class))
                .hasMessageContaining("CamelOllamaDestination");
    }

    @Test
    void aBlobIsUploadedOnceAndNamedByItsDigest(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("model.gguf"), "content");
        var digest = routes.ask("ollama:blobs", file.toFile(), String.class);
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(routes.ask("ollama:blobs", "content".getBytes(), String.class))
                .isEqualTo(digest);
        var stream = new ByteArrayInputStream("other".getBytes());
        var wrong = routes.send("ollama:blobs", stream, Map.of(OllamaConstants.DIGEST, "sha256:" + "0".repeat(64)));
        assertThat(wrong.getException(OllamaException.class).error()).isEqualTo(OllamaError.REJECTED);
        assertThat(ollama.server().requests().all().stream()
                        .filter(request -> request.method().equals("POST"))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aModelIsLoadedListedAndSentAway() {
        routes.send("ollama:load/scripted-chat", null);
        assertThat(routes.ask("ollama:ps", null, List.class)).hasSize(1);
        routes.send("ollama:load/scripted-chat?keepAlive=0", null);
        assertThat(routes.ask("ollama:ps", null, List.class)).isEmpty();
        assertThat(routes.ask("ollama:version", null, String.class)).isNotEmpty();
    }

    @Test
    void aPushReachesTheRegistry() {
        ollama.server().remote().reachable();
        assertThat(routes.send("ollama:push/scripted-chat", null).getException())
                .isNull();
        assertThat(ollama.server().remote().pushed()).anyMatch(name -> name.contains("scripted-chat"));
    }

    @Test
    void aDownloadGoesOnWhenItsListenerFails() throws Exception {
        offer("listened");
        routes.context().addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:broken").throwException(new IllegalStateException("no"));
            }
        });
        CompletableFuture<Object> pull =
                routes.template().asyncRequestBody("ollama:pull/listened?progressTo=direct:broken", (Object) null);
        assertThat(pull).succeedsWithin(Duration.ofSeconds(10));
    }
}
