package dev.serai.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractiveTest {

    private static final String HINT = "Run: ollama pull qwen3:4b";
    private static final ToolSpec SEARCH = tool("search_knowledge_base", "question");
    private static final ToolSpec SQL = tool("query_rows", "sql");

    private final Extractive extractive = new Extractive();

    private static ToolSpec tool(String name, String parameter) {
        return new ToolSpec(
                name,
                "",
                Map.of(
                        "type", "object",
                        "properties", Map.of(parameter, Map.of("type", "string")),
                        "required", List.of(parameter)));
    }

    private ChatReply found(String question, String result) {
        var call = new ToolCall("1", SEARCH.name(), Map.of("question", question));
        return extractive.answer(
                ChatRequest.of(List.of(
                                ChatMessage.user(question),
                                ChatMessage.of(new ChatReply(null, null, null, List.of(call), null, null)),
                                ChatMessage.toolResult(call, result)))
                        .withTools(List.of(SEARCH)),
                HINT);
    }

    @Test
    void theToolThatSearchesGetsTheQuestion() {
        var reply = extractive.answer(ChatRequest.user("How many guests?").withTools(List.of(SQL, SEARCH)), HINT);
        assertThat(reply.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("search_knowledge_base");
            assertThat(call.arguments()).isEqualTo(Map.of("question", "How many guests?"));
        });
    }

    @Test
    void theAnswerIsQuotedWithItsSourceAndLabelled() {
        var passages = List.of(
                new Passage(
                        "1",
                        "house-rules.md",
                        "# Guests\n\nThe door stays closed. A member may bring two guests at a time. Dogs wait outside.",
                        0.9,
                        Map.of()),
                new Passage("2", "fees.md", "A day pass costs 12.00.", 0.2, Map.of()));
        var text = found("How many guests may a member bring?", Json.text(passages))
                .text();
        assertThat(text)
                .startsWith("No model is running.")
                .contains("- A member may bring two guests at a time.")
                .contains("Source: house-rules.md")
                .contains("Source: fees.md")
                .endsWith(HINT);
        assertThat(text).doesNotContain("# Guests");
    }

    @Test
    void whatIsNoListOfPassagesIsQuotedAsItIs() {
        assertThat(found("Why?", "The tool failed: no server").text()).contains("- The tool failed: no server");
        assertThat(found("Why?", "[{\"text\": \"cut in the mid").text()).contains("cut in the mid");
        assertThat(found("Why?", "[]").text()).contains("nothing was found");
    }

    @Test
    void anEarlierQuestionsResultsDoNotAnswerThisOne() {
        var call = new ToolCall("1", SEARCH.name(), Map.of("question", "old"));
        var reply = extractive.answer(
                ChatRequest.of(List.of(
                                ChatMessage.user("old"),
                                ChatMessage.toolResult(call, "old result"),
                                ChatMessage.assistant("old answer"),
                                ChatMessage.user("new")))
                        .withTools(List.of(SEARCH)),
                HINT);
        assertThat(reply.toolCalls())
                .singleElement()
                .satisfies(asked -> assertThat(asked.arguments()).containsEntry("question", "new"));
    }

    @Test
    void withoutSomethingToSearchItSaysHowToGetAModel() {
        assertThat(extractive
                        .answer(ChatRequest.user("Hello").withTools(List.of(SQL)), HINT)
                        .text())
                .startsWith("There is no model to answer this")
                .endsWith(HINT);
    }

    @Test
    void aGivenFormNeedsAModel() {
        var request = ChatRequest.user("Hello").withFormat(ResponseFormat.JSON);
        assertThatThrownBy(() -> extractive.answer(request, HINT)).hasMessageStartingWith("[RUNTIME-301] ");
    }
}
