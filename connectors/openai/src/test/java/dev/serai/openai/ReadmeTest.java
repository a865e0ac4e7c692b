package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.OllamaComponent;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's routes run as they stand there, with the stand-in's models in the place of Ollama's. */
@Timeout(60)
class ReadmeTest {

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static List<String> blocks() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1).replaceAll("ollama:chat/[a-z0-9.:]+", "ollama:chat/scripted-chat"))
                .toList();
    }

    private static Serving start(int index) throws Exception {
        var component = new OllamaComponent();
        component.getConfiguration().setBaseUrl(ollama.baseUrl());
        return Serving.start(Map.of("ollama", component), blocks().get(index));
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(blocks()).hasSize(3);
    }

    @Test
    void anAgentAsAModel() throws Exception {
        try (var serving = start(0)) {
            assertThat(serving.get("/v1/models").body()).contains("\"id\":\"clerk\"");
            var answer = serving.chat("{'model':'clerk','messages':[{'role':'user','content':'hi'}]}");
            assertThat(Json.read(answer.body()).at("/choices/0/message/content").asText())
                    .isEqualTo("Hello from the scripted model.");
            var output = serving.post("/v1/webhook/clerk", "{'chatInput':'hi','sessionId':'1'}");
            assertThat(output.body()).isEqualTo("{\"output\":\"Hello from the scripted model.\"}");
        }
    }

    @Test
    void aRouteThatIsNoAgent() throws Exception {
        try (var serving = start(1)) {
            var answer = serving.chat("{'model':'shouter','messages':[{'role':'user','content':'hi'}]}");
            assertThat(answer.body()).contains("HELLO FROM THE SCRIPTED MODEL.");
        }
    }

    @Test
    void vectors() throws Exception {
        try (var serving = start(2)) {
            var answer = serving.post("/v1/embeddings", "{'model':'small','input':'a cat'}");
            assertThat(Json.read(answer.body()).at("/data/0/embedding")).hasSize(384);
        }
    }
}
