package dev.serai.offline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.ollama.OllamaModel;
import dev.langchain4j.model.ollama.OllamaModels;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.serai.offline.junit.OllamaServerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LangChain4jOllamaTest {
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
    void readsThinkingApart() {
        var model = OllamaChatModel.builder()
                .baseUrl(ollama.baseUrl())
                .modelName("scripted-think")
                .think(true)
                .returnThinking(true)
                .build();

        var reply = model.chat(UserMessage.from("hi")).aiMessage();

        assertThat(reply.thinking()).contains("short reply");
        assertThat(reply.text()).isEqualTo("Hi! I thought about it first.");
    }

    @Test
    void callsAToolAndUsesItsResult() {
        var question = UserMessage.from("What is the weather?");
        var model = model("scripted-chat");
        var first = model.chat(ChatRequest.builder()
                .messages(question)
                .toolSpecifications(WEATHER)
                .build());
        var call = first.aiMessage().toolExecutionRequests().get(0);

        var second = model.chat(ChatRequest.builder()
                .messages(question, first.aiMessage(), ToolExecutionResultMessage.from(call, "21"))
                .toolSpecifications(WEATHER)
                .build());

        assertThat(call.arguments()).contains("Paris");
        assertThat(second.aiMessage().text()).isEqualTo("It is 21 degrees and sunny in Paris.");
    }

    @Test
    void streams() {
        var tokens = new ArrayList<String>();
        var whole = new CompletableFuture<ChatResponse>();
        OllamaStreamingChatModel.builder()
                .baseUrl(ollama.baseUrl())
                .modelName("scripted-chat")
                .build()
                .chat("hi", new Collector(tokens, whole));

        assertThat(whole)
                .succeedsWithin(Duration.ofSeconds(20))
                .extracting(r -> r.aiMessage().text())
                .isEqualTo("Hello from the scripted model.");
        assertThat(tokens).hasSizeGreaterThan(3);
    }

    @Test
    void embeds() {
        var model = OllamaEmbeddingModel.builder()
                .baseUrl(ollama.baseUrl())
                .modelName("all-minilm")
                .build();

        assertThat(model.embed("a cat").content().dimension()).isEqualTo(384);
    }

    @Test
    void listsModels() {
        var models = OllamaModels.builder().baseUrl(ollama.baseUrl()).build();

        assertThat(models.availableModels().content())
                .extracting(OllamaModel::getName)
                .contains("scripted-chat:latest", "all-minilm:latest");
        assertThat(models.modelCard("scripted-chat").content().getDetails().getFamily())
                .isEqualTo("llama");
    }

    @Test
    void missingModelIsAnException() {
        assertThatThrownBy(() -> model("nope").chat("hi")).isInstanceOf(ModelNotFoundException.class);
    }

    private static OllamaChatModel model(String name) {
        return OllamaChatModel.builder()
                .baseUrl(ollama.baseUrl())
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private record Collector(List<String> tokens, CompletableFuture<ChatResponse> whole)
            implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String token) {
            tokens.add(token);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
