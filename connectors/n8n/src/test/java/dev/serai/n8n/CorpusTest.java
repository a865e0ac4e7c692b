package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Finding;
import dev.serai.n8n.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures a folder of workflows: {@code mvn test -pl connectors/n8n -Dtest=CorpusTest -Dcorpus=DIR}. Each must import, and its
 * routes must load. Afterwards {@code target/corpus.txt} has the figures, and what is in the way of the rest.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class CorpusTest {

    /** The types that need nothing but the own machine; a trigger, a model and a memory of one's own among them. */
    private static final Set<String> LOCAL = Set.of(("""
            manualTrigger start webhook respondToWebhook scheduleTrigger cron interval executeWorkflow executeWorkflowTrigger
            errorTrigger set if switch filter code function functionItem merge httpRequest splitInBatches splitOut aggregate
            limit sort removeDuplicates summarize itemLists renameKeys noOp wait stopAndError dateTime executionData
            compareDatasets agent agentTool chainLlm chatTrigger manualChatTrigger chat lmChatOpenAi lmChatOllama
            lmChatOpenRouter lmChatGroq lmChatDeepSeek lmChatMistralCloud lmChatXAiGrok lmOllama lmOpenAi openAi
            outputParserStructured outputParserAutofixing outputParserItemList memoryBufferWindow memoryPostgresChat
            memoryRedisChat memoryManager toolWorkflow toolHttpRequest toolCode toolCalculator toolThink httpRequestTool
            mcpClientTool mcpTrigger informationExtractor textClassifier sentimentAnalysis embeddingsOllama embeddingsOpenAi
            vectorStorePGVector vectorStoreSupabase vectorStoreQdrant vectorStoreInMemory documentDefaultDataLoader
            textSplitterRecursiveCharacterTextSplitter textSplitterCharacterTextSplitter textSplitterTokenSplitter
            toolVectorStore retrieverVectorStore chainRetrievalQa chainSummarization toolSearXng toolWikipedia langchain.code
            postgres postgresTool supabase supabaseTool extractFromFile convertToFile readWriteFile readBinaryFile
            readBinaryFiles writeBinaryFile spreadsheetFile moveBinaryData readPDF localFileTrigger rssFeedRead html markdown
            xml crypto compression executeCommand form formTrigger dataTable dataTableTool""").split("\\s+"));

    private static final AtomicInteger READ = new AtomicInteger();
    private static final AtomicInteger LOADED = new AtomicInteger();
    private static final AtomicInteger LOCALS = new AtomicInteger();
    private static final AtomicInteger LOCALS_COMPLETE = new AtomicInteger();
    private static final AtomicInteger LOCALS_WHOLE = new AtomicInteger();
    private static final Map<String, Integer> OPEN = new TreeMap<>();
    private static final Map<String, Integer> LOCALS_OPEN = new TreeMap<>();
    private static final Map<String, Integer> LOST = new TreeMap<>();
    private static int files;

    @TestFactory
    Stream<DynamicTest> everyWorkflowLoads() throws IOException {
        List<Path> all;
        try (var found = Files.walk(Path.of(System.getProperty("corpus")))) {
            all = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        files = all.size();
        return all.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> load(file)));
    }

    private static void load(Path file) throws Exception {
        var imported = Importer.read(Files.readAllBytes(file));
        READ.incrementAndGet();
        var report = imported.report();
        boolean local = report.entries().stream().map(Report.Entry::type).allMatch(LOCAL::contains);
        boolean complete = report.complete();
        boolean whole = complete && report.findings(Finding.Kind.SETTING).isEmpty();
        count(report, Finding.Kind.UNSUPPORTED, local ? LOCALS_OPEN : OPEN);
        count(report, Finding.Kind.SETTING, LOST);
        if (local) {
            LOCALS.incrementAndGet();
        }
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
        LOADED.incrementAndGet();
        if (local && complete) {
            LOCALS_COMPLETE.incrementAndGet();
        }
        if (local && whole) {
            LOCALS_WHOLE.incrementAndGet();
        }
    }

    private static void count(Report report, Finding.Kind kind, Map<String, Integer> into) {
        var types = report.entries().stream()
                .collect(Collectors.toMap(Report.Entry::node, Report.Entry::type, (one, other) -> one));
        report.findings(kind).stream()
                .map(finding -> types.get(finding.node()) + ": " + finding.reason())
                .distinct()
                .forEach(reason -> into.merge(reason, 1, Integer::sum));
    }

    @AfterAll
    static void tell() throws IOException {
        var text = new StringBuilder()
                .append(share(READ.get(), files, "files could be read"))
                .append(share(LOADED.get(), files, "workflows load in Camel, with placeholders where needed"))
                .append(share(LOCALS.get(), files, "workflows use only local building blocks"))
                .append(share(
                        LOCALS_COMPLETE.get(),
                        LOCALS.get(),
                        "of these are complete (no placeholder) and load in Camel"))
                .append(share(LOCALS_WHOLE.get(), LOCALS.get(), "of these lose no setting either"));
        list(text, "In the way of local workflows", LOCALS_OPEN);
        list(text, "In the way of others", OPEN);
        list(text, "Settings that are lost, all told in the reports", LOST);
        Files.writeString(Path.of("target/corpus.txt"), text);
    }

    private static String share(int part, int all, String what) {
        return String.format(Locale.ROOT, "%d of %d (%.1f %%) %s%n", part, all, 100.0 * part / Math.max(1, all), what);
    }

    private static void list(StringBuilder text, String title, Map<String, Integer> reasons) {
        text.append('\n').append(title).append(" (workflows):\n");
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(one -> text.append(one.getValue())
                        .append(' ')
                        .append(one.getKey())
                        .append('\n'));
    }
}
