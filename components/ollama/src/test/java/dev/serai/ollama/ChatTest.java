package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChatTest {

    private static final String CHAT = "ollama:chat/scripted-chat";

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

    private static OllamaException failure(String uri, Object body, Map<String, Object> headers) {
        return routes.send(uri, body, headers).getException(OllamaException.class);
    }

    @Test
    void aTextIsAnsweredByAText() {
        var message = routes.send(CHAT, "hi").getMessage();
        assertThat(message.getBody()).isEqualTo("Hello from the scripted model.");
        assertThat(message.getHeader(OllamaConstants.FINISH_REASON)).isEqualTo(FinishReason.STOP);
        assertThat(message.getHeader(OllamaConstants.REPLY_MODEL)).isEqualTo("scripted-chat");
        assertThat(message.getHeader(OllamaConstants.NODE)).isEqualTo(ollama.baseUrl());
        assertThat(message.getHeader(OllamaConstants.PROMPT_TOKENS, Long.class)).isPositive();
        assertThat(message.getHeader(OllamaConstants.OUTPUT_TOKENS, Long.class)).isPositive();
        assertThat(message.getHeader(OllamaConstants.TOTAL_MILLIS, Long.class)).isNotNegative();
        assertThat(message.getHeader(OllamaConstants.TOKENS_PER_SECOND, Double.class))
                .isPositive();
    }

    @Test
    void aChatRequestIsAnsweredByAChatReplyWithTheThinkingApart() {
        ollama.when().contains("hi").reply(ScriptedReply.text("hello").thinking("greet"));
        var reply = routes.ask(CHAT, ChatRequest.user("hi"), ChatReply.class);
        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.thinking()).isEqualTo("greet");
    }

    @Test
    void whatTheModelThinksComesInAHeader() {
        ollama.when().contains("hi").reply(ScriptedReply.text("hello").thinking("greet"));
        var message = routes.send(CHAT, "hi").getMessage();
        assertThat(message.getBody()).isEqualTo("hello");
        assertThat(message.getHeader(OllamaConstants.THINKING)).isEqualTo("greet");
    }

    @Test
    void aHeaderOfAnEarlierAnswerDoesNotStay() {
        var stale = Map.<String, Object>of(OllamaConstants.THINKING, "old", OllamaConstants.TOOL_CALLS, List.of());
        var message = routes.send(CHAT, "hi", stale).getMessage();
        assertThat(message.getHeader(OllamaConstants.THINKING)).isNull();
        assertThat(message.getHeader(OllamaConstants.TOOL_CALLS)).isNull();
    }

    @Test
    void theContextIsAskedForWithASizeUnlessTheRouteSaysAnother() {
        routes.send(CHAT, "hi");
        assertThat(sent("/options/num_ctx").asInt()).isEqualTo(8192);
        routes.send(CHAT + "?numCtx=4096", "hi");
        assertThat(sent("/options/num_ctx").asInt()).isEqualTo(4096);
    }

    private static JsonNode sent(String pointer) {
        return ollama.server().requests().last().json().at(pointer);
    }

    @Test
    void theSystemTextComesFirstUnlessTheConversationHasItsOwn() {
        routes.send(CHAT + "?system=Be brief.", "hi");
        assertThat(sent("/messages/0/role").asText()).isEqualTo("system");
        assertThat(sent("/messages/0/content").asText()).isEqualTo("Be brief.");
        var own = ChatRequest.of(List.of(ChatMessage.system("Be long."), ChatMessage.user("hi")));
        routes.send(CHAT + "?system=Be brief.", own);
        assertThat(sent("/messages").size()).isEqualTo(2);
        assertThat(sent("/messages/0/content").asText()).isEqualTo("Be long.");
    }

    @Test
    void aSystemTextCanStandInAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("role.txt"), "You are a pirate.");
        routes.send(CHAT + "?system=resource:file:" + file, "hi");
        assertThat(sent("/messages/0/content").asText()).isEqualTo("You are a pirate.");
    }

    @Test
    void aListOfMapsIsAConversation() {
        routes.send(
                CHAT,
                List.of(
                        Map.of("role", "user", "content", "one"),
                        Map.of("role", "assistant", "content", "two"),
                        Map.of("role", "user", "content", "three")));
        assertThat(sent("/messages").findValuesAsText("content")).containsExactly("one", "two", "three");
    }

    @Test
    void aWholeToolExchangeIsSentAsOllamaWantsIt() {
        var call = new ToolCall("call_1", "get_weather", Map.of("city", "Paris"));
        var asked = new ChatMessage(ChatRole.ASSISTANT, "", null, null, List.of(call), null, null);
        var request = ChatRequest.of(
                List.of(ChatMessage.user("weather?"), asked, ChatMessage.toolResult(call, "21 degrees")));
        assertThat(routes.ask(CHAT, request, ChatReply.class).text()).contains("21 degrees");
        assertThat(sent("/messages/1/tool_calls/0/function/arguments/city").asText())
                .isEqualTo("Paris");
        assertThat(sent("/messages/2/tool_name").asText()).isEqualTo("get_weather");
        assertThat(sent("/messages/2/tool_call_id").asText()).isEqualTo("call_1");
    }

    @Test
    void theCallsThatAModelWantsComeAsAHeader() {
        var tools = """
                [{"type": "function", "function": {"name": "get_weather", "description": "Weather",
                  "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]
                """;
        var message = routes.send(CHAT, "what is the weather?", Map.of(OllamaConstants.TOOLS, tools))
                .getMessage();
        assertThat(message.getHeader(OllamaConstants.FINISH_REASON)).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(message.getHeader(OllamaConstants.TOOL_CALLS, List.class))
                .singleElement()
                .satisfies(call -> {
                    assertThat(((ToolCall) call).name()).isEqualTo("get_weather");
                    assertThat(((ToolCall) call).arguments()).isEqualTo(Map.of("city", "Paris"));
                });
    }

    @Test
    void picturesMayBeBytesFilesStreamsAndBase64(@TempDir Path folder) throws Exception {
        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G'};
        var file = Files.write(folder.resolve("a.png"), picture);
        var images = List.of(
                picture,
                file,
                file.toFile(),
                new ByteArrayInputStream(picture),
                Base64.getEncoder().encodeToString(picture));
        routes.send(CHAT, "what is it?", Map.of(OllamaConstants.IMAGES, images));
        assertThat(sent("/messages/0/images"))
                .hasSize(5)
                .allSatisfy(image -> assertThat(image.asText()).isEqualTo("iVBORw=="));
    }

    @Test
    void withAPromptTheBodyIsThePicture() {
        routes.send(CHAT + "?prompt=Describe it.", new byte[] {1, 2, 3});
        assertThat(sent("/messages/0/content").asText()).isEqualTo("Describe it.");
        assertThat(sent("/messages/0/images")).hasSize(1);
    }

    @Test
    void anEmptyBodyIsAClearError() {
        assertThat(failure(CHAT, "  ", Map.of()).error()).isEqualTo(OllamaError.BAD_BODY);
        assertThat(failure(CHAT, null, Map.of()).error()).isEqualTo(OllamaError.BAD_BODY);
    }

    @Test
    void theHeaderNamesTheModelWhereTheEndpointDoesNot() {
        routes.send("ollama:chat", "hi", Map.of(OllamaConstants.MODEL, "scripted-think"));
        assertThat(sent("/model").asText()).isEqualTo("scripted-think");
        assertThat(failure("ollama:chat", "hi", Map.of()).error()).isEqualTo(OllamaError.NO_MODEL);
    }

    @Test
    void aModelInTheCloudIsRefusedBeforeAnythingLeaves() {
        int before = ollama.server().requests().all().size();
        assertThat(failure("ollama:chat/gpt-oss:120b-cloud", "hi", Map.of()).error())
                .isEqualTo(OllamaError.CLOUD_MODEL);
        assertThat(ollama.server().requests().all()).hasSize(before);
    }

    @Test
    void aWrongHeaderIsNamedWithItsValue() {
        var error = failure(CHAT, "hi", Map.of("CamelOllamaTemperature", "hot"));
        assertThat(error.error()).isEqualTo(OllamaError.BAD_OPTION);
        assertThat(error).hasMessageContaining("CamelOllamaTemperature").hasMessageContaining("hot");
    }

    @Test
    void anUnknownOptionInARequestIsNamed() {
        var request = new ChatRequest(List.of(ChatMessage.user("hi")), null, null, Map.of("temprature", 1));
        assertThat(failure(CHAT, request, Map.of()))
                .hasMessageContaining("OLLAMA-003")
                .hasMessageContaining("temprature");
    }

    @Test
    void aFormatTogetherWithToolsIsRefusedSinceOllamaWouldIgnoreTheTools() {
        var request = ChatRequest.user("hi").withTools(List.of(new ToolSpec("f", "d", null)));
        assertThat(failure(CHAT + "?format=json", request, Map.of()).error()).isEqualTo(OllamaError.BAD_OPTION);
    }

    @Test
    void anUnknownOperationListsTheOnesThereAre() {
        assertThat(catchThrowable(() -> routes.context().getEndpoint("ollama:chatt/x")))
                .hasRootCauseInstanceOf(OllamaException.class)
                .rootCause()
                .hasMessageContaining("OLLAMA-001")
                .hasMessageContaining("chat, generate, embed");
    }
}
