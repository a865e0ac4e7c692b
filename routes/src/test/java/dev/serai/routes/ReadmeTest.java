package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The route in the project's README loads and answers. */
class ReadmeTest {

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    @Test
    void itsRouteAnswers() throws Exception {
        var blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        ollama.always(ScriptedReply.text("Blue."));
        try (var server = new LocalServer(blocks.get(0), ollama.baseUrl())) {
            assertThat(server.post("/ask", "Which colour has the sky?").body()).isEqualTo("Blue.");
            assertThat(ollama.server()
                            .requests()
                            .last()
                            .json()
                            .at("/messages/0/content")
                            .asText())
                    .isEqualTo("Answer in one sentence.");
        }
    }
}
