package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it counts threads. */
@Isolated
class ManyWaitingExchangesTest {
    private static final int EXCHANGES = 2000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void thousandsOfExchangesWaitOnAHandfulOfThreads() {
        try (var server = OllamaStandIn.start()) {
            server.always(ScriptedReply.neverAnswers());
            var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (var i = 0; i < EXCHANGES; i++) {
                waiting.add(Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "hi")));
            }

            server.requests().awaitInFlight(EXCHANGES, LIMIT);

            assertThat(serverThreads()).isPositive().isLessThan(10);
            assertThat(server.requests().all()).hasSizeLessThan(EXCHANGES);
            waiting.forEach(w -> w.cancel(true));
            server.requests().awaitCancelled(EXCHANGES, LIMIT);
            assertThat(server.requests().maxInFlight()).isEqualTo(EXCHANGES);
        }
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert"))
                .count();
    }
}
