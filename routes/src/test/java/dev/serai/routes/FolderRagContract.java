package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An imported agent that searches what is put into a folder: conversations in H2, real embeddings, a scripted model. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
abstract class FolderRagContract {

    final ImportedFlow flow = new ImportedFlow(workflow());

    @RegisterExtension
    final OllamaServerExtension ollama = new OllamaServerExtension(flow.models());

    private Path documents;

    abstract byte[] workflow();

    /** What else is set, where the vectors are in a service. */
    Map<String, String> settings() throws Exception {
        return Map.of();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        documents = Files.createDirectory(folder.resolve("documents"));
        var settings = new HashMap<>(settings());
        settings.put("serai.sql.url", "jdbc:h2:file:" + folder.resolve("serai"));
        settings.put(
                "camel.component.vector.directory", folder.resolve("vectors").toString());
        flow.folders().forEach(name -> settings.put(name, documents.toString()));
        flow.start(Files.createDirectory(folder.resolve("routes")), ollama.baseUrl(), settings);
        Files.writeString(documents.resolve("keys.txt"), "The key of the cellar hangs behind the kitchen door.");
        Files.writeString(documents.resolve("stove.txt"), "The stove is lit with birch, never with paper.");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> found("Where is the key of the cellar?").contains("kitchen door")
                        && found("How is the stove lit?").contains("birch"));
    }

    @AfterAll
    void stop() {
        flow.close();
    }

    /** What the model is told when it searches. */
    private String found(String question) throws Exception {
        var tool = flow.tools().get(0);
        ollama.server().reset();
        ollama.when().lastRole("user").reply(ScriptedReply.toolCall(tool, Map.of("input", question)));
        ollama.always(ScriptedReply.text("I see."));
        assertThat(flow.chat(question, "search " + System.nanoTime())).isEqualTo("I see.");
        var messages = messages();
        return messages.get(messages.size() - 1).get("content").asText();
    }

    private JsonNode messages() {
        return ImportedFlow.messages(ollama.server());
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(flow.unsupported()).isEmpty();
        assertThat(flow.tools()).hasSize(1);
    }

    @Test
    void theConversationGoesOn() throws Exception {
        ollama.always(ScriptedReply.text("Hello Ada."));
        flow.chat("I am Ada.", "memory");
        flow.chat("Who am I?", "memory");
        assertThat(messages())
                .extracting(message -> message.get("content").asText())
                .endsWith("I am Ada.", "Hello Ada.", "Who am I?");
        flow.chat("Who am I?", "another");
        assertThat(messages())
                .extracting(message -> message.get("content").asText())
                .doesNotContain("I am Ada.");
    }

    @Test
    void theChatWindowAnswersToo() throws Exception {
        ollama.always(ScriptedReply.text("Hello."));
        assertThat(Json.read(flow.window("Good morning", "window"))
                        .get("output")
                        .asText())
                .isEqualTo("Hello.");
    }

    @Test
    void aChangedFileTakesThePlaceOfWhatWasKnown() throws Exception {
        var file = documents.resolve("bell.txt");
        Files.writeString(file, "The bell rings at seven, every morning but Sunday.");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> found("When does the bell ring?").contains("seven"));
        Files.writeString(file, "The bell rings at half past nine, and on Sundays as well.");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> found("When does the bell ring?").contains("half past nine"));
        assertThat(found("When does the bell ring?")).doesNotContain("seven");
    }
}
