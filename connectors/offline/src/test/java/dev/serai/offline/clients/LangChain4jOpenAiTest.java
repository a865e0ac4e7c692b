package dev.serai.offline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LangChain4jOpenAiTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("get_weather")
            .description("Current weather")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    @Test
    void chats() {
        assertThat(model("scripted-chat").chat("hi")).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void callsATool() {
        var reply = model("scripted-chat")
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("weather"))
                        .toolSpecifications(WEATHER)
                        .build());

        assertThat(reply.aiMessage().toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).contains("Paris"));
    }

    @Test
    void streams() {
        assertThat(stream("hi").aiMessage().text()).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void putsFragmentedToolArgumentsTogether() {
        ollama.always(ScriptedReply.toolCall("get_weather", Map.of("city", "Reykjavik"))
                .argumentsInFragments(5));

        var reply = stream("anything");

        assertThat(reply.aiMessage().toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"city\":\"Reykjavik\"}"));
    }

    @Test
    void embeds() {
        var model = OpenAiEmbeddingModel.builder()
                .baseUrl(ollama.baseUrl() + "/v1")
                .apiKey("none")
                .modelName("all-minilm")
                .build();

        assertThat(model.embed("a cat").content().dimension()).isEqualTo(384);
    }

    @Test
    void missingModelIsAnException() {
        assertThatThrownBy(() -> model("nope").chat("hi")).isInstanceOf(ModelNotFoundException.class);
    }

    private static OpenAiChatModel model(String name) {
        return OpenAiChatModel.builder()
                .baseUrl(ollama.baseUrl() + "/v1")
                .apiKey("none")
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private static ChatResponse stream(String question) {
        var whole = new CompletableFuture<ChatResponse>();
        var request = ChatRequest.builder()
                .messages(UserMessage.from(question))
                .toolSpecifications(WEATHER)
                .build();
        OpenAiStreamingChatModel.builder()
                .baseUrl(ollama.baseUrl() + "/v1")
                .apiKey("none")
                .modelName("scripted-chat")
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
        assertThat(whole).succeedsWithin(Duration.ofSeconds(20));
        return whole.join();
    }
}
