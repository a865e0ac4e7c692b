package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import dev.serai.vector.document.ParsedDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The workflow over its sample documents: real embeddings, a scripted model. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LocalRagAgentContract {

    private static final Path DOCUMENTS = Path.of("local-rag-agent/documents");
    private static final String PATH = "/webhook/invoke_n8n_agent";

    @RegisterExtension
    final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    private LocalServer server;

    /** The location of the YAML, or the name of a class that builds the routes. */
    abstract String routes();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var documents = Files.createDirectory(folder.resolve("documents"));
        try (var files = Files.list(DOCUMENTS)) {
            for (var file : files.toList()) {
                Files.copy(file, documents.resolve(file.getFileName()));
            }
        }
        server = new LocalServer(
                routes(),
                ollama.baseUrl(),
                Map.of(
                        "rag.folder",
                        documents.toString(),
                        "rag.delay",
                        "200",
                        "rag.settle",
                        "0",
                        "camel.component.vector.directory",
                        folder.resolve("vectors").toString(),
                        "serai.sql.url",
                        "jdbc:h2:file:" + folder.resolve("serai")));
        await().atMost(Duration.ofMinutes(3)).until(() -> sources() == 12 && tables() == 3);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private int sources() {
        return ask("vector:documents?operation=sources", null, List.class).size();
    }

    private int tables() {
        return ask("bean:datasets?method=list", null, List.class).size();
    }

    private <T> T ask(String uri, Object body, Class<T> type) {
        return server.camel().createProducerTemplate().requestBody(uri, body, type);
    }

    private String chat(String question, String session) throws Exception {
        var answer = server.post(PATH, Json.text(Map.of("chatInput", question, "sessionId", session)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body()).get("output").asText();
    }

    /** What the model was told by the last tool. */
    private String lastResult() {
        var messages = ollama.server().requests().last().json().at("/messages");
        return messages.get(messages.size() - 1).get("content").asText();
    }

    @Test
    void theModelSearchesAndAnswers() throws Exception {
        ollama.when()
                .lastRole("user")
                .reply(ScriptedReply.toolCall(
                        "search_knowledge_base", Map.of("question", "How many guests may a member bring?")));
        ollama.always(ScriptedReply.text("Two (house-rules.md)."));
        assertThat(chat("How many friends can I bring?", "search")).isEqualTo("Two (house-rules.md).");
        assertThat(lastResult()).contains("house-rules.md").contains("two guests");
    }

    @Test
    void theConversationGoesOn() throws Exception {
        ollama.always(ScriptedReply.text("Hello Ada."));
        chat("I am Ada.", "memory");
        chat("Who am I?", "memory");
        assertThat(ollama.server().requests().last().json().at("/messages"))
                .extracting(message -> message.get("content").asText())
                .endsWith("I am Ada.", "Hello Ada.", "Who am I?");
        chat("Who am I?", "another");
        assertThat(ollama.server().requests().last().json().at("/messages")).hasSize(2);
    }

    @Test
    void theAnswerIsStreamedWithTheWorkThatLedToIt() throws Exception {
        ollama.when().lastRole("user").reply(ScriptedReply.toolCall("list_documents", Map.of()));
        ollama.always(ScriptedReply.chunks("There are", " twelve."));
        var events = server.post(PATH + "/stream", "{\"chatInput\": \"What is there?\", \"sessionId\": \"s\"}")
                .body();
        assertThat(events.lines().filter(line -> line.startsWith("event: ")))
                .containsSubsequence("event: tool_call", "event: tool_result", "event: text", "event: done");
        assertThat(lastResult())
                .contains("membership-and-fees.md")
                .contains("expenses")
                .contains("amount");
    }

    @Test
    void aWholeDocumentCanBeRead() {
        var text = ask("tool:read_document", Map.of("document", "membership-and-fees.md"), String.class);
        assertThat(text.length()).isGreaterThan(1_000);
        assertThat(ask("tool:read_document", Map.of("document", "no-such-file.md"), String.class))
                .doesNotContain("membership");
    }

    @Test
    void rowsAreQueriedWithSqlAndNothingElse() {
        assertThat(query("SELECT SUM(amount) AS total FROM expenses WHERE category = 'filament'"))
                .contains("527.6");
        assertThat(query(
                        "SELECT SUM(b.hours * m.hourly_rate) AS owed FROM bookings b JOIN machines m ON m.name = b.machine"
                                + " WHERE b.paid = 'no'"))
                .contains("188");
        assertThat(server.camel()
                        .createProducerTemplate()
                        .request(
                                "tool:query_rows",
                                exchange ->
                                        exchange.getMessage().setBody(Map.of("sql", "SELECT 1; DROP TABLE expenses")))
                        .getException())
                .hasMessageStartingWith("[SQL-402]");
    }

    private String query(String sql) {
        return ask("tool:query_rows", Map.of("sql", sql), String.class);
    }

    @Test
    void theRetrievalAnswersAtLeastNineQuestionsOfTen() {
        assertThat(hits("questions.csv")).isGreaterThanOrEqualTo(0.9);
    }

    /** The same questions in words that the documents avoid: what the small sentence model can do about it. */
    @Test
    void theRetrievalAnswersMostQuestionsInOtherWords() {
        assertThat(hits("paraphrased-questions.csv")).isGreaterThanOrEqualTo(0.5);
    }

    private double hits(String file) {
        var rows = ask(
                        "vector:documents?operation=parse",
                        Path.of("src/test/resources/local-rag-agent", file),
                        ParsedDocument.class)
                .rows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(30);
        return (double) rows.stream().filter(this::isHit).count() / rows.size();
    }

    /** Whether one of the first three passages is from the right document and holds the answer. */
    private boolean isHit(Map<String, Object> row) {
        List<?> passages = ask("vector:documents?mode=hybrid&topK=3", row.get("question"), List.class);
        return passages.stream()
                .map(Passage.class::cast)
                .anyMatch(passage -> row.get("source").equals(passage.source())
                        && passage.text()
                                .replaceAll("\\s+", " ")
                                .contains(row.get("phrase").toString()));
    }
}
