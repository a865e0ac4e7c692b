package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an imported agent that was made for PostgreSQL does without it: it talks, remembers and searches. */
@Timeout(300)
class AgenticRagOnH2Test {

    private final ImportedFlow flow = new ImportedFlow(ImportedFlow.own("workshop-assistant.json"));

    @RegisterExtension
    final OllamaServerExtension ollama = new OllamaServerExtension(flow.models());

    @Test
    void itTalksAndSearches(@TempDir Path folder) throws Exception {
        flow.start(
                Files.createDirectory(folder.resolve("routes")),
                ollama.baseUrl(),
                Map.of(
                        "{flow}.store",
                        "lucene",
                        "{flow}.folder.folder",
                        folder.resolve("papers").toString(),
                        "camel.component.vector.directory",
                        folder.resolve("vectors").toString(),
                        "camel.beans.database",
                        "#class:org.h2.jdbcx.JdbcDataSource",
                        "camel.beans.database.url",
                        "jdbc:h2:file:" + folder.resolve("serai")));
        try (flow) {
            flow.camel()
                    .createProducerTemplate()
                    .requestBody(
                            "vector:paper_passages?operation=insert&embedder=ollama:embed/nomic-embed-text:latest",
                            "The glue dries within a day.");
            var tool = flow.tool(flow.node(
                    "vectorStorePGVector",
                    node -> node.at("/parameters/mode").asText().equals("retrieve-as-tool")));
            ollama.when()
                    .lastRole("user")
                    .contains("glue")
                    .reply(ScriptedReply.toolCall(tool, Map.of("input", "How long does glue dry?")));
            ollama.always(ScriptedReply.text("A day."));
            assertThat(flow.chat("How long does the glue dry?", "h2")).isEqualTo("A day.");
            assertThat(ImportedFlow.messages(ollama.server()).findValuesAsText("content"))
                    .last()
                    .asString()
                    .contains("dries within a day");
            flow.chat("Thank you", "h2");
            assertThat(ImportedFlow.messages(ollama.server()).findValuesAsText("content"))
                    .contains("How long does the glue dry?", "Thank you");
        }
    }
}
