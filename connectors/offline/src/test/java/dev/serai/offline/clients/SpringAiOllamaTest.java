package dev.serai.offline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.OllamaServerExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.OllamaEmbeddingModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.ollama.api.OllamaEmbeddingOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;

class SpringAiOllamaTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    /** The tool's arguments. */
    record Place(String city) {}

    @Test
    void chats() {
        assertThat(model().call("hi")).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void streams() {
        var tokens = model().stream("hi").collectList().block(Duration.ofSeconds(20));

        assertThat(String.join("", tokens)).isEqualTo("Hello from the scripted model.");
        assertThat(tokens).hasSizeGreaterThan(3);
    }

    @Test
    void seesToolCalls() {
        var weather = FunctionToolCallback.builder("get_weather", (Place place) -> place.city() + ": 21")
                .description("Current weather")
                .inputType(Place.class)
                .build();
        var options = OllamaChatOptions.builder()
                .model("scripted-chat")
                .toolCallbacks(weather)
                .build();

        var reply = model().call(new Prompt("weather", options)).getResult().getOutput();

        assertThat(reply.getToolCalls())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).contains("Paris"));
    }

    @Test
    void embeds() {
        var model = OllamaEmbeddingModel.builder()
                .ollamaApi(api())
                .options(OllamaEmbeddingOptions.builder().model("all-minilm").build())
                .build();

        assertThat(model.embed(List.of("a cat", "a dog")))
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(384));
    }

    @Test
    void listsAndShowsModels() {
        assertThat(api().listModels().models())
                .extracting(OllamaApi.Model::name)
                .contains("scripted-chat:latest");
        assertThat(api().showModel(new OllamaApi.ShowModelRequest("scripted-chat"))
                        .capabilities())
                .contains("tools");
    }

    @Test
    void missingModelIsAnException() {
        var options = OllamaChatOptions.builder().model("nope").build();

        assertThatThrownBy(() -> model().call(new Prompt("hi", options))).hasMessageContaining("not found");
    }

    private static OllamaApi api() {
        return OllamaApi.builder().baseUrl(ollama.baseUrl()).build();
    }

    private static OllamaChatModel model() {
        return OllamaChatModel.builder()
                .ollamaApi(api())
                .options(OllamaChatOptions.builder().model("scripted-chat").build())
                .build();
    }
}
