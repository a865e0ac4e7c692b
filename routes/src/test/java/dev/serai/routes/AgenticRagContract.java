package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An imported agent with four tools over a folder of documents, beside local-rag-agent over the same folder: PostgreSQL, real
 * embeddings, a scripted model.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
abstract class AgenticRagContract {

    private static final Path DOCUMENTS = Path.of("local-rag-agent/documents");
    private static final List<String> FILES = List.of(
            "rooms-and-events.txt", "expenses.csv", "bookings.xlsx", "first-aid-and-fire-plan.pdf", "house-rules.md");

    private final ImportedFlow flow = new ImportedFlow(workflow());

    @RegisterExtension
    final OllamaServerExtension ollama = new OllamaServerExtension(flow.models().model("qwen3:4b"));

    @RegisterExtension
    final SupabaseServerExtension supabase = new SupabaseServerExtension();

    private final JsonNode list =
            flow.node("postgresTool", node -> operation(node).equals("select"));
    private final JsonNode read = flow.node("postgresTool", node -> query(node).contains("$1"));
    private final JsonNode ask = flow.node("postgresTool", node -> query(node).startsWith("{{"));
    private final JsonNode search = flow.node(
            "vectorStorePGVector", node -> node.at("/parameters/mode").asText().equals("retrieve-as-tool"));
    private final JsonNode rows = flow.node("postgres", node -> operation(node).isEmpty());
    private final String passages = search.at("/parameters/tableName").asText();

    private Path documents;
    private LocalServer local;

    abstract byte[] workflow();

    private static String operation(JsonNode node) {
        return node.at("/parameters/operation").asText();
    }

    private static String query(JsonNode node) {
        return node.at("/parameters/query").asText();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        documents = Files.createDirectory(folder.resolve("documents"));
        var settings = new HashMap<>(ImportedFlow.postgres(supabase.server()));
        flow.folders().forEach(name -> settings.put(name, documents.toString()));
        flow.start(Files.createDirectory(folder.resolve("routes")), ollama.baseUrl(), settings);
        flow.setUp();
        local = new LocalServer(
                "classpath:local-rag-agent/local-rag-agent.camel.yaml",
                ollama.baseUrl(),
                Map.of(
                        "rag.folder",
                        documents.toString(),
                        "rag.delay",
                        "200",
                        "rag.settle",
                        "0",
                        "rag.memory",
                        "local",
                        "camel.component.vector.directory",
                        folder.resolve("vectors").toString(),
                        "serai.sql.url",
                        "jdbc:h2:file:" + folder.resolve("serai")));
        for (var name : FILES) {
            Files.copy(DOCUMENTS.resolve(name), documents.resolve(name));
        }
        var expenses = Files.readAllLines(DOCUMENTS.resolve("expenses.csv")).size() - 1;
        await().atMost(Duration.ofMinutes(3))
                .until(() -> known().containsAll(FILES)
                        && rowsOf("bookings.xlsx") > 0
                        && rowsOf("expenses.csv") == expenses);
        await().atMost(Duration.ofMinutes(1)).until(() -> localSources() == FILES.size());
    }

    @AfterAll
    void stop() {
        flow.close();
        if (local != null) {
            local.close();
        }
    }

    private int localSources() {
        return local.camel()
                .createProducerTemplate()
                .requestBody("vector:documents?operation=sources", null, List.class)
                .size();
    }

    /** The names of the files that passages are from. */
    private List<String> known() {
        if (supabase.server()
                .rows("select to_regclass('" + passages + "')::text as name")
                .get(0)
                .get("name")
                .isNull()) {
            return List.of();
        }
        return values(
                "select distinct regexp_replace(metadata ->> '" + id() + "', '.*/', '') as name from " + passages);
    }

    private List<String> values(String query) {
        return StreamSupport.stream(supabase.server().rows(query).spliterator(), false)
                .map(row -> row.get("name").asText())
                .toList();
    }

    /** The metadata that names the document. */
    private String id() {
        var metadata = flow.node("documentDefaultDataLoader", node -> true)
                .at("/parameters/options/metadata/metadataValues/0/name");
        return metadata.asText().replaceFirst("^=", "");
    }

    private String column(boolean json) {
        var columns = rows.at("/parameters/columns/value").fields();
        while (columns.hasNext()) {
            var column = columns.next();
            if (column.getValue().asText().contains("toJsonString") == json) {
                return column.getKey();
            }
        }
        throw new IllegalStateException("no column");
    }

    private String rowTable() {
        return rows.at("/parameters/table/value").asText();
    }

    private int rowsOf(String file) {
        return supabase.server()
                .rows("select 1 from " + rowTable() + " where " + column(false) + " like '%/" + file + "'")
                .size();
    }

    /** What the model was told by the last tool. */
    private String lastResult() {
        var messages = ImportedFlow.messages(ollama.server());
        return messages.get(messages.size() - 1).get("content").asText();
    }

    /** Lets the model call the tool once, and gives what it was told. */
    private String told(String tool, Map<String, ?> arguments) throws Exception {
        ollama.server().reset();
        ollama.when().offering(tool).lastRole("user").reply(ScriptedReply.toolCall(tool, arguments));
        ollama.always(ScriptedReply.text("Done."));
        var session = tool + arguments.hashCode();
        if (flow.tools().contains(tool)) {
            assertThat(flow.chat("What is there?", session)).isEqualTo("Done.");
        } else {
            var answer = local.post(
                    "/webhook/invoke_n8n_agent",
                    Json.text(Map.of("chatInput", "What is there?", "sessionId", session)));
            assertThat(Json.read(answer.body()).get("output").asText()).isEqualTo("Done.");
        }
        return lastResult();
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(flow.unsupported()).isEmpty();
        assertThat(flow.tools()).hasSize(4);
    }

    @Test
    void theConversationGoesOn() throws Exception {
        ollama.always(ScriptedReply.text("Hello Ada."));
        assertThat(flow.chat("I am Ada.", "memory")).isEqualTo("Hello Ada.");
        flow.chat("Who am I?", "memory");
        var messages = ImportedFlow.messages(ollama.server());
        assertThat(messages)
                .extracting(message -> message.get("content").asText())
                .endsWith("I am Ada.", "Hello Ada.", "Who am I?");
        assertThat(messages.get(0).get("role").asText()).isEqualTo("system");
        assertThat(messages.get(0).get("content").asText())
                .isEqualTo(flow.node("agent", node -> true)
                        .at("/parameters/options/systemMessage")
                        .asText());
        flow.chat("Who am I?", "another");
        assertThat(ImportedFlow.messages(ollama.server())).hasSize(2);
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
    void theSameDocumentsAreFound() throws Exception {
        for (var question : Map.of(
                        "What did the filament cost in January?", "expenses.csv",
                        "Where is the first aid box?", "first-aid-and-fire-plan.pdf",
                        "How many guests may a member bring?", "house-rules.md",
                        "How many people fit into the lecture room?", "rooms-and-events.txt")
                .entrySet()) {
            var ours = told("search_knowledge_base", Map.of("question", question.getKey()));
            var theirs = told(flow.tool(search), Map.of("input", question.getKey()));
            assertThat(ours).contains(question.getValue());
            assertThat(theirs).contains("/" + question.getValue());
        }
    }

    @Test
    void allDocumentsAreListed() throws Exception {
        var theirs = told(flow.tool(list), Map.of());
        var ours = told("list_documents", Map.of());
        for (var file : FILES) {
            assertThat(theirs).contains("/" + file);
            assertThat(ours).contains(file);
        }
        for (var column : List.of("amount", "category", "machine")) {
            assertThat(theirs).contains(column);
            assertThat(ours).contains(column);
        }
    }

    @Test
    void aWholeDocumentCanBeRead() throws Exception {
        var argument = flow.imported()
                .routes()
                .lines()
                .dropWhile(line -> !line.contains("tool:" + flow.tool(read)))
                .filter(line -> line.matches(" *parameter\\.\\w+: string"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*parameter\\.|:.*", "");
        var theirs = told(
                flow.tool(read),
                Map.of(argument, documents.resolve("rooms-and-events.txt").toString()));
        var ours = told("read_document", Map.of("document", "rooms-and-events.txt"));
        for (var line : Files.readAllLines(DOCUMENTS.resolve("rooms-and-events.txt"))) {
            assertThat(letters(theirs)).contains(letters(line));
            assertThat(letters(ours)).contains(letters(line));
        }
    }

    /** Pieces are put together in another way than they were cut. */
    private static String letters(String text) {
        return text.replace("\\n", "").replace("\\\"", "").replaceAll("[\\s\"]", "");
    }

    @Test
    void sumsAreTheSame() throws Exception {
        var cells = column(true);
        var argument = query(ask).replaceAll(".*'(\\w+)'.*", "$1");
        var theirs = told(
                flow.tool(ask),
                Map.of(
                        argument,
                        "SELECT SUM((" + cells + "->>'amount')::numeric) AS total FROM " + rowTable() + " WHERE "
                                + column(false) + " = '" + documents.resolve("expenses.csv") + "' AND " + cells
                                + "->>'category' = 'filament'"));
        var ours = told(
                "query_rows", Map.of("sql", "SELECT SUM(amount) AS total FROM expenses WHERE category = 'filament'"));
        assertThat(theirs).contains("527.6");
        assertThat(flow.imported().routes()).contains("->>'");
        assertThat(ours).contains("527.6");
    }

    @Test
    void rowsOfATableAreKept() {
        assertThat(rowsOf("expenses.csv"))
                .isEqualTo(supabase.server()
                        .rows("select 1 from " + rowTable() + " where " + column(true) + " ? 'amount'")
                        .size())
                .isGreaterThan(10);
    }

    @Test
    void aChangedFileTakesThePlaceOfWhatWasKnown() throws Exception {
        var file = documents.resolve("parking.txt");
        Files.writeString(file, "Bicycles stand in the red shed behind the house.");
        await().atMost(Duration.ofMinutes(1)).until(() -> texts("parking.txt").contains("red shed"));
        Files.writeString(file, "Bicycles stand in the green hall now, and never in the yard.");
        await().atMost(Duration.ofMinutes(1)).until(() -> texts("parking.txt").contains("green hall"));
        assertThat(texts("parking.txt")).doesNotContain("red shed");
        // Touched, and the same as before: forgotten first, and then known again.
        var before = ingested();
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 100_000));
        await().atMost(Duration.ofMinutes(1)).until(() -> !ingested().equals(before));
        assertThat(told(flow.tool(search), Map.of("input", "Where do bicycles stand?")))
                .contains("green hall")
                .doesNotContain("red shed");
    }

    /** When something was last taken in. */
    private List<String> ingested() {
        return values("select max(ingested) as name from serai_vector_source");
    }

    private String texts(String file) {
        return String.join(
                " ",
                values("select text as name from " + passages + " where metadata ->> '" + id() + "' like '%/" + file
                        + "'"));
    }
}
