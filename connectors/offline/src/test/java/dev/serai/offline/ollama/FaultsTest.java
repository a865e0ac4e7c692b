package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.ReceivedRequest.Ending;
import dev.serai.offline.junit.OllamaServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String STREAM = Http.chatStream("scripted-chat", "x");
    private static final String WHOLE = Http.chat("scripted-chat", "x");

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void aCutStreamEndsAfterItsTokensWithoutALastLine() {
        ollama.always(ScriptedReply.text("one two three").cutAfter(2));

        var answer = Http.stream(ollama.server(), "/api/chat", STREAM);

        assertThat(answer.text()).isEqualTo("one two");
        assertThat(answer.failure()).isNotNull();
        assertThat(ollama.server().requests().last().ending()).isEqualTo(Ending.CUT);
    }

    @Test
    void aCutAfterAllTokensStillLacksTheLastLine() {
        ollama.always(ScriptedReply.text("one two").cutAfter(99));

        var answer = Http.stream(ollama.server(), "/api/chat", STREAM);

        assertThat(answer.text()).isEqualTo("one two");
        assertThat(answer.lines()).noneMatch(line -> line.contains("\"done\":true"));
    }

    @Test
    void aServerThatHangsUpSendsNothing() {
        ollama.always(ScriptedReply.hangsUp());

        var answer = Http.stream(ollama.server(), "/api/chat", STREAM);

        assertThat(answer.lines()).isEmpty();
        assertThat(answer.failure()).isNotNull();
        assertThat(ollama.server().requests().last().status()).isZero();
    }

    @Test
    void aStalledStreamStaysOpenUntilTheClientLeaves() {
        ollama.always(ScriptedReply.text("one two three").stallAfter(1));

        var waiting = Http.postLater(ollama.server(), "/api/chat", STREAM);
        ollama.server().requests().await(r -> r.status() == 200, LIMIT);
        assertThat(waiting).isNotDone();
        waiting.cancel(true);

        ollama.server().requests().awaitCancelled(LIMIT);
        assertThat(ollama.server().requests().last().cancelled()).isTrue();
    }

    @Test
    void anErrorInTheMiddleIsALineUnderStatus200() {
        ollama.always(ScriptedReply.text("one two").errorAfter(1, "out of memory"));

        var answer = Http.stream(ollama.server(), "/api/chat", STREAM);

        assertThat(answer.lines()).hasSize(2).last().isEqualTo("{\"error\":\"out of memory\"}");
        assertThat(answer.failure()).isNull();
    }

    @Test
    void anErrorInTheMiddleOfAWholeAnswerIsA500() {
        ollama.always(ScriptedReply.text("one two").crashAfter(1));

        var answer = Http.post(ollama.server(), "/api/chat", WHOLE);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("unexpected EOF");
    }

    @Test
    void anErrorInAnEventStreamHasOpenAisShapeAndNoEndMark() {
        ollama.always(ScriptedReply.text("one two").errorAfter(1, "out of memory"));

        var answer = Http.post(ollama.server(), "/v1/chat/completions", """
                {"model":"scripted-chat","stream":true,"messages":[{"role":"user","content":"x"}]}""");

        assertThat(answer.body()).contains("\"message\":\"out of memory\"").doesNotContain("[DONE]");
    }

    @Test
    void brokenJsonIsALineThatDoesNotParse() {
        ollama.always(ScriptedReply.text("one two").brokenJsonAfter(1));

        var answer = Http.stream(ollama.server(), "/api/chat", STREAM);

        assertThat(answer.lines()).hasSize(2).last().asString().doesNotEndWith("}");
        assertThat(Http.post(ollama.server(), "/api/chat", WHOLE).body())
                .startsWith("{")
                .doesNotEndWith("}");
    }

    @Test
    void aProxysPageComesInsteadOfJson() {
        ollama.always(ScriptedReply.html(502, "<h1>Bad Gateway</h1>"));

        var answer = Http.post(ollama.server(), "/api/chat", WHOLE);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.body()).isEqualTo("<h1>Bad Gateway</h1>");
    }

    @Test
    void aBusyServerSaysWhenToComeBackAndThenAnswers() {
        ollama.when().times(2).reply(ScriptedReply.busy(Duration.ofSeconds(3)));

        var first = Http.post(ollama.server(), "/api/chat", WHOLE);
        Http.post(ollama.server(), "/api/chat", WHOLE);
        var third = Http.post(ollama.server(), "/api/chat", WHOLE);

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(third.statusCode()).isEqualTo(200);
    }

    @Test
    void anErrorHasTheShapeOfTheApiThatWasAsked() {
        ollama.always(ScriptedReply.error(500, "no luck"));

        assertThat(Http.post(ollama.server(), "/api/generate", """
                {"model":"scripted-chat","prompt":"x"}""").body()).isEqualTo("{\"error\":\"no luck\"}");
        assertThat(Http.post(ollama.server(), "/v1/chat/completions", WHOLE).body())
                .contains("\"message\":\"no luck\",\"type\":\"api_error\"");
    }
}
