package dev.serai.vector;

import dev.serai.support.error.Failures;
import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.vector.document.Chunk;
import dev.serai.vector.embed.Batches;
import dev.serai.vector.embed.Lanes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** Takes documents in. */
final class InsertHandler implements OperationHandler {

    /** Enough that small documents of a list share commits. */
    private static final int DOCUMENTS_UNDER_WAY = 32;

    private static final int LONGEST_ID = 2_000;

    private final VectorComponent component;
    private final VectorConfiguration configuration;
    private final Collection collection;
    private final Intake intake;
    private final DocumentReader reader;

    InsertHandler(VectorEndpoint endpoint, Collection collection) {
        this.component = endpoint.getComponent();
        this.configuration = endpoint.getConfiguration();
        this.collection = collection;
        this.intake = new Intake(endpoint);
        this.reader = new DocumentReader(configuration);
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        var items = Intake.several(body);
        if (items == null) {
            return one(body, intake.document(exchange, body, 0))
                    .thenApply(result -> tell(exchange, result, List.of(result)));
        }
        var results = new IngestResult[items.size()];
        var sources = ConcurrentHashMap.<String>newKeySet();
        return Lanes.run(
                        items.size(),
                        DOCUMENTS_UNDER_WAY,
                        component.routes(),
                        i -> ofList(exchange, items.get(i), i + 1, sources).thenAccept(result -> results[i] = result))
                .thenApply(nothing -> tell(exchange, Arrays.asList(results), Arrays.asList(results)));
    }

    /** A document that cannot be taken in is reported, and the others go on; a store or embedder that fails stops all. */
    private CompletableFuture<IngestResult> ofList(Exchange exchange, Object item, int number, Set<String> sources) {
        CompletableFuture<IngestResult> result;
        try {
            result = one(item, alone(intake.document(exchange, item, number), item, sources));
        } catch (VectorException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return result.exceptionally(error -> {
            var cause = Failures.unwrap(error);
            if (cause instanceof VectorException known && known.error().isOfDocument()) {
                return IngestResult.failed(label(item, number), known);
            }
            throw new CompletionException(cause);
        });
    }

    private static String label(Object item, int number) {
        return item instanceof Passage passage && passage.source() != null
                ? passage.source()
                : item instanceof java.util.Map<?, ?> map && map.get("source") != null
                        ? map.get("source").toString()
                        : item instanceof java.nio.file.Path || item instanceof java.io.File
                                ? item.toString()
                                : "#" + number;
    }

    private static <T> T tell(Exchange exchange, T body, List<IngestResult> results) {
        var message = exchange.getMessage();
        message.setHeader(
                VectorConstants.STATUS,
                results.stream()
                        .map(IngestResult::status)
                        .max(Comparator.naturalOrder())
                        .orElse(IngestStatus.UNCHANGED)
                        .name());
        message.setHeader(
                VectorConstants.CHUNKS,
                results.stream().mapToInt(IngestResult::chunks).sum());
        message.setHeader(VectorConstants.FAILED, (int) results.stream()
                .filter(result -> result.status() == IngestStatus.FAILED)
                .count());
        return body;
    }

    /** Two documents of one name would replace each other, and only one of them would stay. */
    private static Incoming alone(Incoming document, Object item, Set<String> sources) {
        if (!isChunk(item) && document.source() != null && !sources.add(document.source())) {
            throw new VectorException(
                    VectorError.BAD_BODY,
                    "the list has more than one document of the source '" + document.source() + "'",
                    "Give each its own source, or put their texts together.",
                    null);
        }
        return document;
    }

    private static boolean isChunk(Object item) {
        return item instanceof Passage passage && passage.id() != null;
    }

    private CompletableFuture<IngestResult> one(Object item, Incoming document) {
        return item instanceof Passage passage && passage.id() != null
                ? passage(passage.id(), document)
                : document(document);
    }

    /** A passage that has an id is one chunk, and takes the place of the chunk with that id. */
    private CompletableFuture<IngestResult> passage(String id, Incoming document) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new VectorException(
                    VectorError.BAD_BODY,
                    "the passage's id has " + id.length() + " characters",
                    "Use ids of 1 to " + LONGEST_ID + " characters.",
                    null);
        }
        var source = document.source() != null ? document.source() : id;
        return collection
                .opened()
                .thenCompose(fingerprint -> vectors(List.of((String) document.content()), fingerprint)
                        .thenCompose(vectors -> {
                            var chunk = new StoredChunk(
                                    id, source, 0, (String) document.content(), vectors.get(0), document.metadata());
                            return collection.use(store -> store.insert(List.of(chunk)));
                        })
                        .thenApply(nothing -> IngestResult.of(source, 1, IngestStatus.ADDED)));
    }

    private CompletableFuture<IngestResult> document(Incoming document) {
        return collection
                .opened()
                .thenCompose(fingerprint -> component
                        .documents()
                        .call(() -> reader.load(document, fingerprint))
                        .thenCompose(loaded -> collection
                                .use(store -> store.source(loaded.source()))
                                .thenCompose(known -> isThere(loaded, known).thenCompose(there -> {
                                    if (there) {
                                        return CompletableFuture.completedFuture(IngestResult.of(
                                                loaded.source(), known.get().chunks(), IngestStatus.UNCHANGED));
                                    }
                                    var status = known.isPresent() ? IngestStatus.REPLACED : IngestStatus.ADDED;
                                    return changed(loaded, fingerprint, status);
                                }))));
    }

    /** Whether it was taken in as it is; other programs may have deleted its chunks since. */
    private CompletableFuture<Boolean> isThere(DocumentReader.Loaded loaded, Optional<SourceState> known) {
        if (known.isEmpty() || !known.get().checksum().equals(loaded.checksum())) {
            return CompletableFuture.completedFuture(false);
        }
        return known.get().chunks() == 0
                ? CompletableFuture.completedFuture(true)
                : collection
                        .use(store -> store.count(new Filter.Compare("source", Filter.Comparison.EQ, loaded.source())))
                        .thenApply(count -> count > 0);
    }

    private CompletableFuture<IngestResult> changed(
            DocumentReader.Loaded loaded, Fingerprint fingerprint, IngestStatus status) {
        return component
                .models()
                .tokenCounter()
                .thenCompose(tokens -> component.documents().call(() -> reader.cut(loaded, tokens)))
                .thenCompose(cut -> vectors(texts(cut), fingerprint).thenCompose(vectors -> {
                    var chunks = chunks(loaded.source(), cut, vectors);
                    var state = new SourceState(
                            loaded.source(), loaded.checksum(), chunks.size(), Instant.now(), cut.metadata());
                    return collection
                            .use(store -> store.replace(state, chunks))
                            .thenApply(nothing -> IngestResult.of(loaded.source(), chunks.size(), status));
                }));
    }

    private static List<String> texts(DocumentReader.Cut cut) {
        return cut.chunks().stream().map(chunk -> embedded(cut, chunk)).toList();
    }

    /** A passage rarely says what it is about; the document's title and the headings above it do. */
    private static String embedded(DocumentReader.Cut cut, Chunk chunk) {
        var title = cut.metadata().get("title");
        var headings = chunk.metadata().get("headings");
        var context = new StringBuilder();
        if (title != null) {
            context.append(title).append('\n');
        }
        if (headings != null && !chunk.text().startsWith(headings.toString())) {
            context.append(headings).append('\n');
        }
        return context + chunk.text();
    }

    private CompletableFuture<List<float[]>> vectors(List<String> texts, Fingerprint fingerprint) {
        return Batches.embed(
                        collection.embedder(),
                        texts,
                        configuration.getBatchSize(),
                        configuration.getBatchesUnderWay(),
                        component.routes())
                .thenApply(vectors -> collection.checked(vectors, fingerprint));
    }

    private static List<StoredChunk> chunks(String source, DocumentReader.Cut cut, List<float[]> vectors) {
        var prefix = Digests.of(source).substring(0, 16);
        var chunks = new ArrayList<StoredChunk>();
        for (int i = 0; i < cut.chunks().size(); i++) {
            var chunk = cut.chunks().get(i);
            var metadata = new LinkedHashMap<>(cut.metadata());
            chunk.metadata().forEach(metadata::putIfAbsent);
            chunks.add(new StoredChunk(prefix + "-" + i, source, i, chunk.text(), vectors.get(i), metadata));
        }
        return chunks;
    }
}
