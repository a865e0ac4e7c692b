package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.Model;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that drops the beginning of a long history says nothing; the component does. */
class CutPromptTest {

    private static final String CHAT = "ollama:chat/scripted-chat?numCtx=512";

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension(OllamaStandIn.builder()
            .model(Model.named("wide").contextLength(131072).build()));

    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static ChatRequest history(int turns) {
        var messages = new ArrayList<ChatMessage>();
        for (int i = 0; i < turns; i++) {
            messages.add(
                    ChatMessage.user("Question number " + i + " about the weather in the mountains and the valleys"));
            messages.add(
                    ChatMessage.assistant("Answer number " + i + ": it rains in one and the sun shines in the other"));
        }
        messages.add(ChatMessage.user("hi"));
        return ChatRequest.of(messages);
    }

    @Test
    void aHistoryThatIsCutIsMarked() {
        var message = routes.send(CHAT, history(60)).getMessage();
        assertThat(message.getHeader(OllamaConstants.PROMPT_CUT)).isEqualTo(true);
    }

    @Test
    void aHistoryThatFitsIsNotMarked() {
        assertThat(routes.send(CHAT, history(5)).getMessage().getHeader(OllamaConstants.PROMPT_CUT))
                .isNull();
    }

    @Test
    void aCutHistoryCanBeAnError() {
        var error = routes.send(CHAT + "&onCut=fail", history(60)).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.PROMPT_CUT);
        assertThat(error).hasMessageContaining("numCtx is 512");
    }

    @Test
    void aStreamThatWasCutEndsInTheErrorToo() {
        var stream = routes.ask(CHAT + "&onCut=fail&stream=true", history(60), ChatStream.class);
        var error = catchThrowableOfType(OllamaException.class, () -> stream.forEachRemaining(delta -> {}));
        assertThat(error.error()).isEqualTo(OllamaError.PROMPT_CUT);
    }

    @Test
    void aServerWithASmallerContextThanAskedForIsNoticedByTheWords() {
        ollama.always(ScriptedReply.text("ok").promptTokens(200));
        var message = routes.send("ollama:chat/wide?numCtx=8192", "word ".repeat(1000))
                .getMessage();
        assertThat(message.getHeader(OllamaConstants.PROMPT_CUT)).isEqualTo(true);
    }

    @Test
    void aModelThatKnowsTheTextWellIsNotSuspected() {
        // eight characters a token, which only very regular texts reach
        var text = "internationalisation ".repeat(300);
        ollama.always(ScriptedReply.text("ok").promptTokens(text.length() / 8));
        var message = routes.send("ollama:chat/wide?numCtx=8192", text).getMessage();
        assertThat(message.getBody()).isEqualTo("ok");
        assertThat(message.getHeader(OllamaConstants.PROMPT_CUT)).isNull();
    }

    @Test
    void ignoringIsPossible() {
        var message = routes.send(CHAT + "&onCut=ignore", history(60)).getMessage();
        assertThat(message.getHeader(OllamaConstants.PROMPT_CUT)).isNull();
        assertThat(List.of(message.getBody())).isNotEmpty();
    }
}
