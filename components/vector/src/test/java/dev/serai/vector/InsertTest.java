package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsertTest {

    private static final String EMBED = """
            - route:
                from:
                  uri: direct:embed
                  steps:
                    - process:
                        ref: embedder
            """;
    private static final String COLLECTION = "vector:things?embedder=direct:embed";
    private static final String INSERT = COLLECTION + "&operation=insert";

    @TempDir
    Path directory;

    private final WordEmbedder embedder = new WordEmbedder();
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = Routes.start(directory, Map.of(), Map.of("embedder", embedder), EMBED);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private IngestResult insert(Object body, String source) {
        return routes.ask(INSERT, body, Map.of(VectorConstants.SOURCE, source), IngestResult.class);
    }

    private long count() {
        return routes.ask(COLLECTION + "&operation=count", null, Long.class);
    }

    @SuppressWarnings("unchecked")
    private List<Passage> list() {
        return routes.ask(COLLECTION + "&operation=list", null, List.class);
    }

    @SuppressWarnings("unchecked")
    private List<Passage> search(String more, Object question, Map<String, Object> headers) {
        return routes.ask(COLLECTION + more, question, headers, List.class);
    }

    private Map<String, FileTime> files() throws Exception {
        var files = new TreeMap<String, FileTime>();
        try (var paths = Files.list(directory.resolve("things"))) {
            for (var path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    @Test
    void theSameDocumentAgainCostsNothing() throws Exception {
        assertThat(insert("one two three", "a").status()).isEqualTo(IngestStatus.ADDED);
        var before = files();
        int calls = embedder.calls.get();
        var again = insert("one two three", "a");
        assertThat(again).isEqualTo(new IngestResult("a", 1, IngestStatus.UNCHANGED, null));
        assertThat(embedder.calls).hasValue(calls);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aChangedDocumentReplacesTheOld() {
        insert("one two three", "a");
        assertThat(insert("four five", "a").status()).isEqualTo(IngestStatus.REPLACED);
        assertThat(list()).extracting(Passage::text).containsExactly("four five");
    }

    @Test
    void otherMetadataOrOtherCuttingIsAChange() {
        insert("one two three", "a");
        var headers = Map.<String, Object>of(VectorConstants.SOURCE, "a");
        assertThat(routes.ask(INSERT + "&metadata.kind=x", "one two three", headers, IngestResult.class)
                        .status())
                .isEqualTo(IngestStatus.REPLACED);
        assertThat(routes.ask(INSERT + "&metadata.kind=x&chunkSize=50", "one two three", headers, IngestResult.class)
                        .status())
                .isEqualTo(IngestStatus.REPLACED);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aTextWithoutANameIsNamedByItsContent() {
        var first = routes.ask(INSERT, "some text", IngestResult.class);
        assertThat(first.source()).startsWith("sha256:");
        assertThat(routes.ask(INSERT, "some text", IngestResult.class).status()).isEqualTo(IngestStatus.UNCHANGED);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void documentsComeInManyShapes() throws Exception {
        var file = Files.writeString(directory.resolve("page.html"), "<html><title>T</title><body><p>Hello page</p>");
        assertThat(insert("text".getBytes(StandardCharsets.UTF_8), "bytes").chunks())
                .isEqualTo(1);
        assertThat(insert(new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)), "stream")
                        .chunks())
                .isEqualTo(1);
        assertThat(routes.ask(INSERT, file, IngestResult.class).source()).isEqualTo(file.toString());
        assertThat(routes.ask(INSERT, file.toFile(), IngestResult.class).status())
                .isEqualTo(IngestStatus.UNCHANGED);
        var map = Map.of("text", "from a map", "source", "map", "metadata", Map.of("n", 7));
        assertThat(routes.ask(INSERT, map, IngestResult.class).source()).isEqualTo("map");
        var passage = new Passage(null, "passage", "from a passage", 0, Map.of("p", "q"));
        assertThat(routes.ask(INSERT, passage, IngestResult.class).source()).isEqualTo("passage");
        assertThat(list())
                .extracting(Passage::source)
                .containsExactlyInAnyOrder("bytes", "stream", file.toString(), "map", "passage");
        assertThat(search("&filter.n=7", "map", Map.of()))
                .extracting(Passage::text)
                .containsExactly("from a map");
    }

    @Test
    void aPassageWithAnIdIsPutInTheOldOnesPlace() {
        routes.ask(
                INSERT,
                List.of(new Passage("x", "s", "old", 0, Map.of()), new Passage("y", "s", "other", 0, null)),
                List.class);
        routes.ask(INSERT, new Passage("x", "s", "new", 0, Map.of()), IngestResult.class);
        assertThat(list()).extracting(Passage::text).containsExactlyInAnyOrder("new", "other");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aBrokenDocumentInAListIsReportedAndTheRestGoesOn() throws Exception {
        var broken = Files.writeString(directory.resolve("broken.pdf"), "%PDF-1.7 nothing follows");
        var missing = directory.resolve("missing.txt");
        var items = Arrays.asList("good one", broken, missing, null, Map.of("no", "text"), "good two");
        var exchange = routes.send(INSERT, items, Map.of(VectorConstants.SOURCE, "mixed"));
        var results = exchange.getMessage().getBody(List.class);
        assertThat((List<IngestResult>) results)
                .extracting(IngestResult::status)
                .containsExactly(
                        IngestStatus.ADDED,
                        IngestStatus.FAILED,
                        IngestStatus.FAILED,
                        IngestStatus.FAILED,
                        IngestStatus.FAILED,
                        IngestStatus.ADDED);
        assertThat(((List<IngestResult>) results).get(1).error()).contains("VECTOR-10", "broken.pdf");
        assertThat(((List<IngestResult>) results).get(2).error()).contains("VECTOR-107", "missing.txt");
        assertThat(exchange.getMessage().getHeader(VectorConstants.FAILED)).isEqualTo(4);
        assertThat(exchange.getMessage().getHeader(VectorConstants.STATUS)).isEqualTo("FAILED");
        assertThat(list()).extracting(Passage::source).containsExactly("mixed#1", "mixed#6");
        assertThat(Json.text(results)).contains("\"status\":\"FAILED\"");
    }

    @Test
    void aBrokenDocumentIsAnErrorThatNamesIt() throws Exception {
        var broken = Files.writeString(directory.resolve("broken.pdf"), "%PDF-1.7 nothing follows");
        assertThat(routes.send(INSERT, broken).getException())
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("VECTOR-101")
                .hasMessageContaining("broken.pdf");
        assertThat(routes.send(INSERT, "  \n ").getException()).hasMessageContaining("VECTOR-106");
        assertThat(routes.send(INSERT, null).getException()).hasMessageContaining("VECTOR-002");
        assertThat(routes.send(INSERT + "&maxDocumentSize=10", new byte[11]).getException())
                .hasMessageContaining("VECTOR-103");
        assertThat(routes.send(INSERT, "x".repeat(10_000_001)).getException()).hasMessageContaining("VECTOR-103");
        assertThat(count()).isZero();
    }

    @Test
    void metadataIsEvaluatedForEachMessage() {
        var headers = new HashMap<String, Object>();
        headers.put("team", "red");
        headers.put(VectorConstants.METADATA, Map.of("year", 2021));
        routes.ask(
                INSERT + "&source=RAW(${header.team}/x)&metadata.team=RAW(${header.team})&metadata.year=1",
                "text",
                headers,
                Object.class);
        assertThat(list()).singleElement().satisfies(passage -> {
            assertThat(passage.source()).isEqualTo("red/x");
            assertThat(passage.metadata()).containsEntry("team", "red").containsEntry("year", 2021);
        });
        assertThat(search("", "text", Map.of(VectorConstants.FILTER, "{\"year\": {\"$gt\": 2020}}")))
                .hasSize(1);
        assertThat(search("", "text", Map.of(VectorConstants.FILTER, Map.of("year", Map.of("$lt", 2020)))))
                .isEmpty();
    }

    @Test
    void aWholeDocumentCanBeReadAgain() {
        var text = "The first sentence is about apples. The second one is about pears. The third one tells of plums. "
                + "A fourth one speaks of cherries. And the last one closes the list of fruit.";
        var inserted = routes.ask(
                INSERT + "&chunkBy=characters&chunkSize=80&chunkOverlap=30",
                text,
                Map.of(VectorConstants.SOURCE, "fruit"),
                IngestResult.class);
        assertThat(inserted.chunks()).isGreaterThan(2);
        assertThat(routes.ask(COLLECTION + "&operation=list&joined=true&source=fruit", null, String.class)
                        .replaceAll("\\s+", " "))
                .isEqualTo(text);
    }

    @Test
    @SuppressWarnings("unchecked")
    void sourcesAreListedAndDeleted() {
        insert("one", "a");
        insert("two", "b");
        List<SourceInfo> sources = routes.ask(COLLECTION + "&operation=sources", null, List.class);
        assertThat(sources).extracting(SourceInfo::source).containsExactly("a", "b");
        assertThat(Json.text(sources)).contains("\"ingested\":\"20");
        assertThat(routes.send(COLLECTION + "&operation=delete", null).getException())
                .hasMessageContaining("VECTOR-004");
        assertThat(routes.ask(COLLECTION + "&operation=delete", null, Map.of(VectorConstants.SOURCE, "a"), Long.class))
                .isEqualTo(1);
        assertThat(routes.ask(COLLECTION + "&operation=delete&all=true", null, Long.class))
                .isEqualTo(1);
        assertThat(count()).isZero();
    }

    @Test
    void headersWinOverOptions() {
        for (int i = 0; i < 6; i++) {
            insert("word " + i, "s" + i);
        }
        assertThat(search("&topK=2", "word", Map.of())).hasSize(2);
        assertThat(search("&topK=2", "word", Map.of(VectorConstants.TOP_K, 3))).hasSize(3);
        assertThat(search("", "5", Map.of(VectorConstants.MODE, "words")))
                .extracting(Passage::source)
                .containsExactly("s5");
        assertThat(routes.ask(COLLECTION, null, Map.of(VectorConstants.OPERATION, "count"), Long.class))
                .isEqualTo(6);
        assertThat(routes.send(COLLECTION, "word", Map.of(VectorConstants.TOP_K, 5_000))
                        .getException())
                .hasMessageContaining("VECTOR-001")
                .hasMessageContaining("topK is 5000");
        assertThat(routes.send(COLLECTION, "word", Map.of(VectorConstants.TOP_K, "many"))
                        .getException())
                .hasMessageContaining("CamelVectorTopK is 'many'");
        assertThat(routes.send(COLLECTION, " ").getException()).hasMessageContaining("VECTOR-002");
    }

    @Test
    @SuppressWarnings("unchecked")
    void documentsOfOneNameInAListDoNotReplaceEachOther() {
        List<IngestResult> results = routes.ask(
                INSERT,
                List.of(Map.of("text", "page one", "source", "book"), Map.of("text", "page two", "source", "book")),
                List.class);
        assertThat(results)
                .extracting(IngestResult::status)
                .containsExactlyInAnyOrder(IngestStatus.ADDED, IngestStatus.FAILED);
        assertThat(results).anySatisfy(result -> assertThat(result.error()).contains("VECTOR-002", "'book'"));
    }

    @Test
    void aPassageWhoseIdIsTooLongIsRefused() {
        var passage = new Passage("x".repeat(40_000), "s", "text", 0, Map.of());
        assertThat(routes.send(INSERT, passage).getException()).hasMessageContaining("VECTOR-002");
    }

    @Test
    void aDateInMetadataCanBeCompared() {
        var headers = new HashMap<String, Object>();
        headers.put(VectorConstants.METADATA, Map.of("made", new Date(0)));
        routes.ask(INSERT, "text", headers, Object.class);
        assertThat(search("", "text", Map.of(VectorConstants.FILTER, "{\"made\": {\"$lt\": \"1971\"}}")))
                .hasSize(1);
    }

    @Test
    void whatAHostileDocumentSaysOfItselfDoesNotKeepItOut() throws Exception {
        var html = "<html><head><title>" + "t".repeat(9_000) + "</title></head><body><h1>" + "h".repeat(9_000)
                + "</h1><p>Hello</p>";
        var file = Files.writeString(directory.resolve("long.html"), html);
        assertThat(routes.send(INSERT + "&chunkBy=headings", file).getException())
                .isNull();
        var markdown = Files.writeString(directory.resolve("long.md"), "# " + "word ".repeat(2_000) + "\n\nHello\n");
        assertThat(routes.send(INSERT + "&chunkBy=headings", markdown).getException())
                .isNull();
    }
}
