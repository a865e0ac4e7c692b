package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.OllamaComponent;
import dev.serai.support.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of Ollama beside those that are routes. */
@Timeout(60)
class OllamaModelsTest {

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = serving("scripted-*,all-minilm,!scripted-think*", ollama.baseUrl());
    }

    private static Serving serving(String models, String url) throws Exception {
        var component = new OllamaComponent();
        component.getConfiguration().setBaseUrl(url);
        return Serving.start(
                Map.of("ollama", component),
                gateway -> gateway.setOllamaModels(models),
                Serving.model("clerk", "to: ollama:chat/scripted-chat"),
                Serving.route("gateway:embedding/vectors", "to: ollama:embed/all-minilm"));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static JsonNode ok(String path, String body) throws Exception {
        var response = serving.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body());
    }

    @Test
    void thoseThatAreAllowedAreListed() throws Exception {
        var ids = Json.read(serving.get("/v1/models").body()).path("data").findValuesAsText("id");
        assertThat(ids).startsWith("clerk", "vectors").contains("scripted-chat:latest");
        assertThat(ids).noneMatch(id -> id.startsWith("scripted-think"));
        assertThat(serving.get("/v1/models/scripted-chat").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "scripted-chat", "scripted-chat:latest"})
    void theyAnswer(String model) throws Exception {
        var answer = ok(
                "/v1/chat/completions",
                "{'model':'" + model + "','temperature':0.1,'messages':[{'role':'user','content':'hi'}]}");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Hello from the scripted model.");
        assertThat(answer.path("model").asText()).isEqualTo(model);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
        var stream =
                serving.chat("{'model':'" + model + "','stream':true,'messages':[{'role':'user','content':'hi'}]}");
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
        assertThat(stream.body().split("\n\n")).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripted-think", "scripted-think:latest", "other", "scripted-missing"})
    void othersAreNotFound(String model) throws Exception {
        var response = serving.chat("{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vectors", "all-minilm"})
    void textsBecomeVectors(String model) throws Exception {
        var plain = ok("/v1/embeddings", "{'model':'" + model + "','input':['a cat','a dog']}");
        assertThat(plain.path("object").asText()).isEqualTo("list");
        assertThat(plain.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(plain.at("/data/1/embedding")).hasSize(384);
        var packed = ok("/v1/embeddings", "{'model':'" + model + "','input':'a dog','encoding_format':'base64'}");
        var bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/0/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getFloat(0))
                .isEqualTo((float) plain.at("/data/1/embedding/0").asDouble());
        if (model.equals("all-minilm")) {
            assertThat(plain.at("/usage/prompt_tokens").asInt()).isPositive();
        }
    }

    @Test
    void routesAreListedWhenOllamaIsNotThere() throws Exception {
        try (var alone = serving("*", "http://127.0.0.1:1")) {
            var list = Json.read(alone.get("/v1/models").body());
            assertThat(list.path("data").findValuesAsText("id")).containsExactly("clerk", "vectors");
        }
    }
}
