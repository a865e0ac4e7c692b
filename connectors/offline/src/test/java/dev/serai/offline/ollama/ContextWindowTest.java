package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.OllamaServerExtension;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContextWindowTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void theOldestTurnsGoButSystemAndLastMessageStay() {
        var seen = new AtomicReference<ModelCall>();
        ollama.when()
                .where(call -> {
                    seen.set(call);
                    return true;
                })
                .reply(ScriptedReply.text("ok"));

        var answer = ask(40, true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen.get().turns()).hasSizeLessThan(42);
        assertThat(seen.get().turns().get(0).role()).isEqualTo("system");
        assertThat(seen.get().lastContent()).isEqualTo("last");
        assertThat(Http.json(answer).path("prompt_eval_count").asInt()).isLessThanOrEqualTo(512);
    }

    @Test
    void withoutTruncationALongHistoryIsRefused() {
        var answer = ask(40, false);

        assertThat(answer.statusCode()).isEqualTo(400);
        var inner = Json.parse(Http.json(answer).path("error").asText()).path("error");
        assertThat(inner.path("type").asText()).isEqualTo("exceed_context_size_error");
        assertThat(inner.path("n_prompt_tokens").asInt())
                .isGreaterThan(inner.path("n_ctx").asInt());
    }

    @Test
    void aShortHistoryIsLeftAlone() {
        assertThat(Http.json(ask(1, true)).path("prompt_eval_count").asInt()).isEqualTo(4 + 24 + 4 + 3 * 3 + 3);
    }

    private static HttpResponse<String> ask(int turns, boolean truncate) {
        var body =
                Json.object().put("model", "scripted-chat").put("stream", false).put("truncate", truncate);
        body.putObject("options").put("num_ctx", 512);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", "Rule");
        for (var i = 0; i < turns; i++) {
            messages.addObject().put("role", "user").put("content", "twenty-four characters..");
        }
        messages.addObject().put("role", "user").put("content", "last");
        return Http.post(ollama.server(), "/api/chat", body.toString());
    }
}
