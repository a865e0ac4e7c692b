package dev.serai.offline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.RemoteModel;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.exceptions.OllamaException;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import io.github.ollama4j.models.embed.OllamaEmbedRequest;
import io.github.ollama4j.models.response.Model;
import io.github.ollama4j.tools.Tools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Ollama4jTest {
    @RegisterExtension
    static OllamaServerExtension server =
            new OllamaServerExtension(OllamaStandIn.builder().remote(RemoteModel.named("smollm:135m")));

    private Ollama client;

    @BeforeEach
    void connect() {
        client = new Ollama(server.baseUrl());
    }

    @Test
    void pingsAndReadsTheVersion() throws OllamaException {
        assertThat(client.ping()).isTrue();
        assertThat(client.getVersion()).isEqualTo("0.33.0");
    }

    @Test
    void chats() throws OllamaException {
        var reply = client.chat(ask("hi").build(), null);

        assertThat(reply.getResponseModel().getMessage().getResponse()).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void streams() throws OllamaException {
        var tokens = new StringBuilder();
        client.chat(ask("hi").build(), part -> tokens.append(part.getMessage().getResponse()));

        assertThat(tokens).hasToString("Hello from the scripted model.");
    }

    @Test
    void runsAToolThatTheModelCalls() throws OllamaException {
        client.registerTool(Tools.Tool.builder()
                .toolSpec(Tools.ToolSpec.builder()
                        .name("get_weather")
                        .description("Current weather")
                        .parameters(Tools.Parameters.of(Map.of(
                                "city",
                                Tools.Property.builder()
                                        .type("string")
                                        .description("City")
                                        .required(true)
                                        .build())))
                        .build())
                .toolFunction(arguments -> arguments.get("city") + ": 21")
                .build());

        var reply = client.chat(ask("weather").withUseTools(true).build(), null);

        assertThat(reply.getResponseModel().getMessage().getResponse())
                .isEqualTo("It is 21 degrees and sunny in Paris.");
        assertThat(server.server().requests().last().body()).contains("Paris: 21");
    }

    @Test
    void embeds() throws OllamaException {
        var result = client.embed(new OllamaEmbedRequest("all-minilm", List.of("a cat", "a dog")));

        assertThat(result.getEmbeddings())
                .hasSize(2)
                .allSatisfy(v -> assertThat(v).hasSize(384));
    }

    @Test
    void listsPullsShowsAndDeletesModels() throws OllamaException {
        client.pullModel("smollm:135m");

        assertThat(client.listModels()).extracting(Model::getName).contains("smollm:135m");
        assertThat(client.getModelDetails("smollm:135m").getDetails().getFamily())
                .isEqualTo("llama");

        client.deleteModel("smollm:135m", false);

        assertThat(client.listModels()).extracting(Model::getName).doesNotContain("smollm:135m");
    }

    @Test
    void seesWhichModelsAreLoaded() throws OllamaException {
        client.chat(ask("hi").build(), null);

        assertThat(client.ps().getModels())
                .singleElement()
                .satisfies(m -> assertThat(m.getName()).isEqualTo("scripted-chat:latest"));
    }

    @Test
    void missingModelIsAnException() {
        var question = ask("hi").withModel("nope").build();

        assertThatThrownBy(() -> client.chat(question, null)).isInstanceOf(OllamaException.class);
    }

    private static OllamaChatRequest ask(String question) {
        return OllamaChatRequest.builder().withModel("scripted-chat").withMessage(OllamaChatMessageRole.USER, question);
    }
}
