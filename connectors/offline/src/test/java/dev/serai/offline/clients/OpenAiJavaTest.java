package dev.serai.offline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.ResponseCreateParams;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.Api;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OpenAiJavaTest {
    @RegisterExtension
    static OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("whisper"));

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(ollama.baseUrl() + "/v1")
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void chats() {
        var reply = client.chat().completions().create(ask("hi").build());

        assertThat(reply.choices().get(0).message().content()).contains("Hello from the scripted model.");
        assertThat(reply.usage()).isPresent();
    }

    @Test
    void streams() {
        try (var stream = client.chat().completions().createStreaming(ask("hi").build())) {
            var text = stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());

            assertThat(text).isEqualTo("Hello from the scripted model.");
        }
    }

    @Test
    void callsATool() {
        var city = Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));
        var parameters = FunctionParameters.builder();
        city.forEach((key, value) -> parameters.putAdditionalProperty(key, JsonValue.from(value)));
        var tool = ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(parameters.build())
                        .build())
                .build();

        var reply =
                client.chat().completions().create(ask("weather").addTool(tool).build());

        assertThat(reply.choices().get(0).message().toolCalls())
                .hasValueSatisfying(calls -> assertThat(calls)
                        .singleElement()
                        .satisfies(
                                call -> assertThat(call.asFunction().function().arguments())
                                        .isEqualTo("{\"city\":\"Paris\"}")));
    }

    @Test
    void completes() {
        var reply = client.completions()
                .create(CompletionCreateParams.builder()
                        .model("scripted-chat")
                        .prompt("hi")
                        .build());

        assertThat(reply.choices().get(0).text()).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void embeds() {
        var reply = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("all-minilm")
                        .input("a cat")
                        .build());

        assertThat(reply.data().get(0).embedding()).hasSize(384);
    }

    @Test
    void listsModels() {
        assertThat(client.models().list().autoPager().stream().map(Model::id)).contains("scripted-chat:latest");
        assertThat(client.models().retrieve("scripted-chat").id()).isEqualTo("scripted-chat");
    }

    @Test
    void transcribesAsTheScriptSays(@TempDir Path folder) throws IOException {
        var speech = Files.write(folder.resolve("fox.wav"), new byte[] {1, 2, 3});
        ollama.when().through(Api.TRANSCRIPTION).reply(ScriptedReply.text("The quick brown fox."));

        var reply = client.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model("whisper")
                        .file(speech)
                        .build());

        assertThat(reply.asTranscription().text()).isEqualTo("The quick brown fox.");
    }

    @Test
    void missingModelIsAnException() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ask("hi").model("nope").build()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatTheStandInDoesNotDoIsRefusedByName() {
        var request = ResponseCreateParams.builder()
                .model("scripted-chat")
                .input("hi")
                .build();

        assertThatThrownBy(() -> client.responses().create(request))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501))
                .hasMessageContaining("/v1/responses");
    }

    private static ChatCompletionCreateParams.Builder ask(String question) {
        return ChatCompletionCreateParams.builder().model("scripted-chat").addUserMessage(question);
    }
}
