package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The workflow against a Supabase over a real database, with real embeddings and a scripted model. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class SupabaseRagTest {

    private static final Path DOCUMENTS = Path.of("local-rag-agent/documents");
    private static final Path SCHEMA = Path.of("supabase-rag/schema.sql");
    private static final String PATH = "/webhook/supabase-rag";

    @RegisterExtension
    final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    @RegisterExtension
    final SupabaseServerExtension supabase = new SupabaseServerExtension();

    private Path documents;
    private LocalServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        supabase.sql(Files.readString(SCHEMA));
        documents = Files.createDirectory(folder.resolve("documents"));
        for (var name : List.of("house-rules.md", "membership-and-fees.md", "hours-and-suppliers.html")) {
            Files.copy(DOCUMENTS.resolve(name), documents.resolve(name));
        }
        server = start(documents, Map.of("serai.sql.url", "jdbc:h2:file:" + folder.resolve("serai")));
        await().atMost(Duration.ofMinutes(2)).until(() -> rows("select from serai_documents_source") == 3);
    }

    private LocalServer start(Path folder, Map<String, String> more) throws Exception {
        var properties = new HashMap<>(Map.of(
                "supabase-rag.folder", folder.toString(),
                "supabase-rag.ingest", "true",
                "supabase-rag.delay", "200",
                "supabase-rag.settle", "0",
                "camel.component.supabase.url", supabase.baseUrl(),
                "camel.component.supabase.api-key", supabase.anonKey(),
                "camel.component.supabase.service-key", supabase.serviceKey()));
        properties.putAll(more);
        return new LocalServer("file:supabase-rag/supabase-rag.camel.yaml", ollama.baseUrl(), properties);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anEmptyTableOfAnotherNameHasNoSources(@TempDir Path empty) throws Exception {
        supabase.sql(server.camel()
                .createProducerTemplate()
                .requestBody("supabase:vector/notes?operation=schema&dimensions=384", null, String.class));
        ollama.always(ScriptedReply.text("The documents do not say."));
        try (var other = start(empty, Map.of("supabase-rag.table", "notes", "supabase-rag.memory", "local"))) {
            var answer = other.post(PATH, "{\"chatInput\": \"How many guests?\", \"sessionId\": \"s\"}");
            assertThat(answer.body()).isEqualTo("{\"output\": \"The documents do not say.\", \"sources\": []}");
        }
        assertThat(rows("select from serai_notes_state")).isEqualTo(1);
    }

    private int rows(String query) {
        return supabase.server().rows(query).size();
    }

    private JsonNode chat(String question, String session) throws Exception {
        var answer = server.post(PATH, Json.text(Map.of("chatInput", question, "sessionId", session)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    /** What the model was asked last, all messages together. */
    private String asked() {
        return ollama.server().requests().last().json().at("/messages").toString();
    }

    private static String squeezed(JsonNode passage) {
        return passage.get("text").asText().replaceAll("\\s+", " ");
    }

    @Test
    void theSchemaOfTheFolderIsWhatTheComponentPrints() throws Exception {
        var printed = server.camel()
                .createProducerTemplate()
                .requestBody("supabase:vector/documents?operation=schema&dimensions=384", null, String.class);
        assertThat(Files.readString(SCHEMA)).isEqualTo(printed);
    }

    @Test
    void anAnswerComesWithThePassagesThatTheModelWasGiven() throws Exception {
        ollama.always(ScriptedReply.text("Two [house-rules.md]."));
        var answer = chat("How many guests may a member bring?", "cites");
        assertThat(answer.get("output").asText()).isEqualTo("Two [house-rules.md].");
        assertThat(answer.get("sources")).hasSize(4).anySatisfy(passage -> {
            assertThat(passage.get("source").asText()).isEqualTo("house-rules.md");
            assertThat(squeezed(passage)).contains("two guests");
        });
        assertThat(asked()).contains("two guests").contains("house-rules.md");
    }

    @Test
    void theModelSearchesListsAndReads() throws Exception {
        ollama.when()
                .lastRole("user")
                .reply(ScriptedReply.toolCall("supabase_search", Map.of("question", "What does membership cost?")));
        ollama.when().lastRole("tool").times(1).reply(ScriptedReply.toolCall("supabase_list", Map.of()));
        ollama.when()
                .lastRole("tool")
                .times(1)
                .reply(ScriptedReply.toolCall("supabase_read", Map.of("document", "membership-and-fees.md")));
        ollama.always(ScriptedReply.text("It depends [membership-and-fees.md]."));
        chat("And the fees?", "tools");
        var text = Files.readString(DOCUMENTS.resolve("membership-and-fees.md"));
        assertThat(asked()).contains("hours-and-suppliers.html");
        assertThat(ollama.server().requests().last().json().at("/messages").findValuesAsText("content"))
                .last()
                .asString()
                .contains(text.lines()
                        .reduce((one, other) -> other.isBlank() ? one : other)
                        .orElseThrow());
    }

    @Test
    void theConversationGoesOn() throws Exception {
        ollama.always(ScriptedReply.text("Hello Ada."));
        chat("I am Ada.", "memory");
        chat("Who am I?", "memory");
        assertThat(asked()).contains("I am Ada.").contains("Hello Ada.");
        chat("Who am I?", "another");
        assertThat(asked()).doesNotContain("I am Ada.");
    }

    @Test
    void theAnswerIsStreamedWithItsSources() throws Exception {
        ollama.always(ScriptedReply.chunks("Two", " guests."));
        var events = server.post(PATH + "/stream", "{\"chatInput\": \"How many guests?\", \"sessionId\": \"s\"}")
                .body();
        assertThat(events.lines().filter(line -> line.startsWith("event: ")))
                .contains("event: sources", "event: text", "event: done");
        assertThat(events).contains("house-rules.md");
    }

    @Test
    void aChangedFileReplacesItsPassages() throws Exception {
        var file = documents.resolve("parking.md");
        Files.writeString(file, "# Parking\n\nBicycles stand in the red shed behind the house.\n");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> rows("select from documents where source = 'parking.md'") == 1);
        Files.writeString(file, "# Parking\n\nBicycles stand in the green hall now, and never in the yard.\n");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> rows("select from documents where content like '%green hall%'") == 1);
        assertThat(rows("select from documents where source = 'parking.md'")).isEqualTo(1);
        ollama.always(ScriptedReply.text("In the green hall [parking.md]."));
        var sources = chat("Where do bicycles stand?", "parking").get("sources");
        assertThat(sources).extracting(SupabaseRagTest::squeezed).anyMatch(text -> text.contains("green hall"));
        assertThat(sources).extracting(SupabaseRagTest::squeezed).noneMatch(text -> text.contains("red shed"));
    }
}
