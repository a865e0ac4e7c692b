package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.OllamaServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptTest {
    @RegisterExtension
    static OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("llama3.2:3b"));

    @Test
    void theFirstRuleThatMatchesDecides() {
        ollama.when().contains("sky").reply(ScriptedReply.text("blue"));
        ollama.always(ScriptedReply.text("no idea"));

        assertThat(ask("the sky?")).isEqualTo("blue");
        assertThat(ask("the sea?")).isEqualTo("no idea");
    }

    @Test
    void repliesComeInTurnAndTheLastOneIsRepeated() {
        ollama.always(ScriptedReply.text("one"), ScriptedReply.text("two"));

        assertThat(ask("x") + ask("x") + ask("x")).isEqualTo("onetwotwo");
    }

    @Test
    void aRuleThatIsUsedUpLetsLaterOnesThrough() {
        ollama.when().times(1).reply(ScriptedReply.text("once"));
        ollama.always(ScriptedReply.text("then"));

        assertThat(ask("x") + ask("x")).isEqualTo("oncethen");
    }

    @Test
    void otherwiseComesAfterAllRulesHoweverLateTheyAre() {
        ollama.server().script().otherwise(ScriptedReply.text("fallback"));
        ollama.when().matches("^ru?le$").reply(ScriptedReply.text("rule"));

        assertThat(ask("rule") + " " + ask("x")).isEqualTo("rule fallback");
    }

    @Test
    void conditionsAreJoinedByAnd() {
        ollama.when().model("LLAMA3.2:3b").contains("x").turn(1).reply(ScriptedReply.text("all"));

        assertThat(ask("x")).isNotEqualTo("all");
        assertThat(Http.said(Http.post(ollama.server(), "/api/chat", Http.chat("llama3.2:3b", "x"))))
                .isEqualTo("all");
    }

    @Test
    void aRuleMatchesTheTurnTheLastRoleAndTheOfferedTools() {
        ollama.when().turn(2).lastRole("tool").offering("clock").reply(ScriptedReply.text("noon"));

        var answer = Http.post(ollama.server(), "/api/chat", """
                {"model":"scripted-chat","stream":false,"messages":[{"role":"user","content":"time?"},
                {"role":"assistant","content":"","tool_calls":[{"function":{"name":"clock","arguments":{}}}]},
                {"role":"tool","content":"12:00"}],"tools":[{"type":"function","function":{"name":"clock"}}]}""");

        assertThat(Http.said(answer)).isEqualTo("noon");
    }

    @Test
    void aRuleMatchesTheApi() {
        ollama.when().through(Api.OPENAI_CHAT).reply(ScriptedReply.text("openai"));

        assertThat(ask("x")).isEqualTo("Hello from the scripted model.");
        assertThat(Http.post(ollama.server(), "/v1/chat/completions", Http.chat("scripted-chat", "x"))
                        .body())
                .contains("\"openai\"");
    }

    @Test
    void chatRulesAreNotUsedUpByEmbeddings() {
        ollama.always(ScriptedReply.text("one"), ScriptedReply.text("two"));

        Http.post(ollama.server(), "/api/embed", """
                {"model":"all-minilm"}""");

        assertThat(ask("x")).isEqualTo("one");
    }

    @Test
    void embeddingsFailWhereARuleNamesThem() {
        ollama.when().through(Api.EMBED).reply(ScriptedReply.busy());

        assertThat(Http.post(ollama.server(), "/api/embed", """
                {"model":"all-minilm","input":"x"}""").statusCode()).isEqualTo(503);
    }

    @Test
    void aRuleNeedsAReply() {
        var rule = ollama.when();

        assertThatThrownBy(rule::reply).isInstanceOf(IllegalArgumentException.class);
    }

    private static String ask(String content) {
        return Http.said(Http.post(ollama.server(), "/api/chat", Http.chat("scripted-chat", content)));
    }
}
