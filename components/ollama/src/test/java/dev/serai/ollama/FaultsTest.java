package dev.serai.ollama;

import static dev.serai.offline.ollama.ScriptedReply.busy;
import static dev.serai.offline.ollama.ScriptedReply.endless;
import static dev.serai.offline.ollama.ScriptedReply.error;
import static dev.serai.offline.ollama.ScriptedReply.hangsUp;
import static dev.serai.offline.ollama.ScriptedReply.html;
import static dev.serai.offline.ollama.ScriptedReply.neverAnswers;
import static dev.serai.offline.ollama.ScriptedReply.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can go wrong ends in its own error, and nothing hangs. */
@Timeout(30)
class FaultsTest {

    private static final String CHAT = "ollama:chat/scripted-chat?retries=0";
    private static final String STREAM = CHAT + "&stream=true";

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    static Stream<Arguments> wholeAnswers() {
        return Stream.of(
                arguments("", busy(), OllamaError.BUSY),
                arguments("", error(429, "slow down"), OllamaError.BUSY),
                arguments("", error(400, "bad thing"), OllamaError.REJECTED),
                arguments("", error(500, "out of memory"), OllamaError.SERVER_FAILED),
                arguments("", error(401, "unauthorized"), OllamaError.UNAUTHORIZED),
                arguments("", html(200, "<html>login</html>"), OllamaError.NOT_JSON),
                arguments("", html(502, "<html>bad gateway</html>"), OllamaError.NOT_JSON),
                arguments("", html(404, "<html>nothing here</html>"), OllamaError.NOT_OLLAMA),
                arguments("", ScriptedReply.body(200, "application/json", "{\"message\": {"), OllamaError.NOT_JSON),
                arguments("", ScriptedReply.body(200, "application/json", "[]"), OllamaError.NOT_JSON),
                arguments("", hangsUp(), OllamaError.STREAM_BROKE),
                arguments("&firstByteTimeout=150", neverAnswers(), OllamaError.NO_ANSWER),
                arguments("&totalTimeout=150", neverAnswers(), OllamaError.TOOK_TOO_LONG),
                arguments("&maxResponseSize=50", text("a long answer, longer than allowed"), OllamaError.TOO_LARGE));
    }

    @ParameterizedTest(name = "{2} {0}")
    @MethodSource("wholeAnswers")
    void aWholeAnswer(String options, ScriptedReply reply, OllamaError expected) {
        ollama.always(reply);
        var error = routes.send(CHAT + options, "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(expected);
        assertThat(error).hasMessageStartingWith("[" + expected.id() + "] ");
        assertThat(error.getMessage()).doesNotContain("<html").hasSizeLessThan(600);
    }

    static Stream<Arguments> brokenStreams() {
        return Stream.of(
                arguments("", text("a b c d e").cutAfter(2), OllamaError.STREAM_BROKE),
                arguments("", text("a b c d e").errorAfter(2, "unexpected EOF"), OllamaError.STREAM_BROKE),
                arguments("", text("a b c d e").brokenJsonAfter(2), OllamaError.NOT_JSON),
                arguments("&idleTimeout=600", text("a b c d e").stallAfter(2), OllamaError.STALLED),
                arguments(
                        "&totalTimeout=1500",
                        endless("and again ").tokenEvery(Duration.ofMillis(10)),
                        OllamaError.TOOK_TOO_LONG),
                arguments("&maxResponseSize=2000", endless("and again "), OllamaError.TOO_LARGE));
    }

    @ParameterizedTest(name = "{2} {0}")
    @MethodSource("brokenStreams")
    void aStreamThatBreaksGivesWhatThereWasAndThenTheError(String options, ScriptedReply reply, OllamaError expected) {
        ollama.always(reply);
        var stream = routes.ask(STREAM + options, "hi", ChatStream.class);
        assertThat(stream.next().text()).isNotEmpty();
        var error = catchThrowableOfType(OllamaException.class, () -> stream.forEachRemaining(delta -> {}));
        assertThat(error.error()).isEqualTo(expected);
    }

    @Test
    void aStreamThatFailsBeforeItsFirstTokenFailsTheExchange() {
        ollama.always(text("never seen").errorAfter(0, "runner crashed"));
        assertThat(routes.send(STREAM, "hi").getException(OllamaException.class).error())
                .isEqualTo(OllamaError.STREAM_BROKE);
    }

    @Test
    void aMissingModelNamesThePullCommand() {
        var error = routes.send("ollama:chat/qwen3:14b", "hi").getException(OllamaException.class);
        assertThat(error)
                .hasMessage("[OLLAMA-104] model 'qwen3:14b' is not on " + ollama.baseUrl()
                        + ". Run 'ollama pull qwen3:14b' or set pullPolicy=if-missing.");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        var uri = CHAT + "&baseUrl=http://127.0.0.1:1";
        var error = routes.send(uri, "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.REFUSED);
        assertThat(error).hasMessageContaining("127.0.0.1:1").hasMessageContaining("ollama serve");
    }

    @Test
    void anAddressOutsideTheHouseIsRefusedWithTheNameOfTheSetting() {
        var error =
                routes.send(CHAT + "&baseUrl=http://203.0.113.7:11434", "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.EGRESS);
        assertThat(error).hasMessageContaining("203.0.113.7").hasMessageContaining("serai.egress.allow");
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeItNames() {
        ollama.always(busy(Duration.ofSeconds(1)), text("now"));
        assertThat(routes.ask("ollama:chat/scripted-chat", "hi", String.class)).isEqualTo("now");
        assertThat(ollama.server().requests().all()).hasSize(2);
    }

    @Test
    void aPromptLongerThanTheContextNamesBothNumbers() {
        var error = routes.send(CHAT + "&numCtx=64", "word ".repeat(2000)).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.PROMPT_TOO_LONG);
        assertThat(error).hasMessageContaining("tokens for a context of ").hasMessageContaining("numCtx");
    }

    @Test
    void anApiKeyIsInNoMessageEvenIfTheServerRepeatsIt() {
        ollama.always(error(401, "the key s3cr3t-k3y is not valid"));
        var exchange = routes.send(CHAT + "&apiKey=RAW(s3cr3t-k3y)", "hi");
        assertThat(ollama.server().requests().last().header("Authorization")).isEqualTo("Bearer s3cr3t-k3y");
        assertThat(exchange.getException()).hasStackTraceContaining("OLLAMA-116");
        var trace = new StringWriter();
        exchange.getException().printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cr3t");
        assertThat(routes.context().getEndpoints().toString()).doesNotContain("s3cr3t");
    }
}
