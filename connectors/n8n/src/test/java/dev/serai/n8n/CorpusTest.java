package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A folder of workflows: {@code mvn test -pl connectors/n8n -Dtest=CorpusTest -Dcorpus=DIR}. Each must import, and its routes
 * must load. Afterwards {@code target/corpus.txt} says how many are complete, and which nodes are in the way of the rest.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class CorpusTest {

    private static final AtomicInteger READ = new AtomicInteger();
    private static final AtomicInteger COMPLETE = new AtomicInteger();
    private static final AtomicInteger LOADED = new AtomicInteger();
    private static final Map<String, Integer> OPEN = new TreeMap<>();
    private static int files;

    @TestFactory
    Stream<DynamicTest> everyWorkflowLoads() throws IOException {
        List<Path> all;
        try (var found = Files.list(Path.of(System.getProperty("corpus")))) {
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
        if (imported.report().complete()) {
            COMPLETE.incrementAndGet();
        }
        for (var finding : imported.report().findings(Finding.Kind.UNSUPPORTED)) {
            OPEN.merge(finding.reason(), 1, Integer::sum);
        }
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
        LOADED.incrementAndGet();
    }

    @AfterAll
    static void tell() throws IOException {
        var text = new StringBuilder(
                files + " files, " + READ + " read, " + COMPLETE + " complete, " + LOADED + " loaded\n");
        OPEN.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(one -> text.append(one.getValue())
                        .append(' ')
                        .append(one.getKey())
                        .append('\n'));
        Files.writeString(Path.of("target/corpus.txt"), text);
    }
}
