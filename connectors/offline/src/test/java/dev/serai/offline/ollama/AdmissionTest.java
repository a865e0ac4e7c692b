package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void oneRunsOneWaitsAndTheThirdIsTurnedAway() throws Exception {
        try (var server = OllamaStandIn.builder().parallel(1, 1).start()) {
            server.when().contains("first").reply(ScriptedReply.neverAnswers());

            var first = Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "first"));
            server.requests().await(r -> r.body().contains("first"), LIMIT);
            var second = Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "second"));
            server.requests().await(r -> r.body().contains("second"), LIMIT);
            var third = Http.post(server, "/api/chat", Http.chat("scripted-chat", "third"));

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(second).isNotDone();
            first.cancel(true);
            assertThat(Http.said(second.get(20, TimeUnit.SECONDS))).isEqualTo("Hello from the scripted model.");
        }
    }

    @Test
    void theOneThatLeavesTheQueueMakesRoom() throws Exception {
        try (var server = OllamaStandIn.builder().parallel(1, 1).start()) {
            server.when().contains("first").reply(ScriptedReply.neverAnswers());
            var first = Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "first"));
            server.requests().await(r -> r.body().contains("first"), LIMIT);
            var second = Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "second"));
            server.requests().await(r -> r.body().contains("second"), LIMIT);

            second.cancel(true);
            server.requests().awaitCancelled(LIMIT);
            var third = Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "third"));
            server.requests().await(r -> r.body().contains("third"), LIMIT);
            first.cancel(true);

            assertThat(third.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }
}
