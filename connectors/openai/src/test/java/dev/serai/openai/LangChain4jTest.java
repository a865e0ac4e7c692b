package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** LangChain4j's client of OpenAI's API. */
@Timeout(60)
class LangChain4jTest {

    private static final String KEY = "0123456789abcdef";

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start(
                Map.of("work", (Processor) LangChain4jTest::answer, "vectors", (Processor) LangChain4jTest::vectors),
                gateway -> gateway.setKeys("test=" + KEY),
                Serving.model("clerk", "process: {ref: work}"),
                Serving.route("gateway:embedding/pair", "process: {ref: vectors}"));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static void vectors(Exchange exchange) {
        exchange.getMessage().setBody(List.of(new float[] {1, 2}, new float[] {3, 4}));
    }

    private static void answer(Exchange exchange) {
        var request = exchange.getMessage().getBody(dev.serai.support.chat.ChatRequest.class);
        var call = new ToolCall("c", "weather", Map.of("city", "Lima"));
        var reply = request.tools().isEmpty()
                ? new ChatReply("x", "Hello you", null, null, Usage.tokens(7, 2), FinishReason.STOP)
                : new ChatReply("x", "", null, List.of(call), null, FinishReason.TOOL_CALLS);
        var deltas = request.tools().isEmpty()
                ? List.<ChatDelta>of(new ChatDelta.Text("Hello "), new ChatDelta.Text("you"), new ChatDelta.Done(reply))
                : List.<ChatDelta>of(new ChatDelta.Call(call), new ChatDelta.Done(reply));
        exchange.getMessage().setBody(ChatStream.of(deltas));
    }

    private static OpenAiChatModel model(String name, String key) {
        return OpenAiChatModel.builder()
                .baseUrl(serving.url("/v1"))
                .apiKey(key)
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private static ChatRequest weather() {
        var tool = ToolSpecification.builder()
                .name("weather")
                .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                .build();
        return ChatRequest.builder()
                .messages(UserMessage.from("How is it?"))
                .toolSpecifications(tool)
                .build();
    }

    private static ChatResponse stream(ChatRequest request) {
        var whole = new CompletableFuture<ChatResponse>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(serving.url("/v1"))
                .apiKey(KEY)
                .modelName("clerk")
                .build()
                .chat(request, new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });
        assertThat(whole).succeedsWithin(Duration.ofSeconds(40));
        return whole.join();
    }

    @Test
    void chats() {
        var reply = model("clerk", KEY)
                .chat(ChatRequest.builder().messages(UserMessage.from("hi")).build());
        assertThat(reply.aiMessage().text()).isEqualTo("Hello you");
        assertThat(reply.tokenUsage().totalTokenCount()).isEqualTo(9);
    }

    @Test
    void streams() {
        var reply =
                stream(ChatRequest.builder().messages(UserMessage.from("hi")).build());
        assertThat(reply.aiMessage().text()).isEqualTo("Hello you");
        assertThat(reply.tokenUsage().totalTokenCount()).isEqualTo(9);
    }

    @Test
    void callsTools() {
        for (var reply : List.of(model("clerk", KEY).chat(weather()), stream(weather()))) {
            assertThat(reply.aiMessage().toolExecutionRequests())
                    .singleElement()
                    .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"city\":\"Lima\"}"));
        }
    }

    @Test
    void embeds() {
        var model = OpenAiEmbeddingModel.builder()
                .baseUrl(serving.url("/v1"))
                .apiKey(KEY)
                .modelName("pair")
                .build();
        var texts = List.of(TextSegment.from("a"), TextSegment.from("b"));
        assertThat(model.embedAll(texts).content().get(1).vector()).containsExactly(3, 4);
    }

    @Test
    void errorsHaveTheirClasses() {
        assertThatThrownBy(() -> model("nope", KEY).chat("hi")).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> model("clerk", "wrong").chat("hi")).isInstanceOf(AuthenticationException.class);
    }
}
