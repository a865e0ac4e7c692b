package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.Ranking;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A collection in a table of a Supabase. Each method is one call of a function in the database, and so one transaction.
 * Several processes may share it.
 */
final class SupabaseVectorStore implements VectorStore {

    /** How many of each ranking are merged, at least. */
    private static final int MERGED = 100;

    private static final int LONGEST_QUESTION = 4_000;

    private final Access access;
    private final Names names;
    private final RestClient client;

    /** Unknown until the collection is opened. */
    private volatile Integer dimensions;

    SupabaseVectorStore(Access access, Names names) {
        this.access = access;
        this.names = names;
        client = new RestClient(access.gateway(), names.schema());
    }

    @Override
    public CompletionStage<Void> open(Fingerprint fingerprint) {
        var arguments = Json.object()
                .put("wanted_embedder", fingerprint.embedder())
                .put("wanted_dimensions", fingerprint.dimensions());
        return staged(
                () -> call("open", arguments, false, fingerprint.dimensions()).thenAccept(known -> {
                    compare(known, fingerprint);
                    dimensions = fingerprint.dimensions();
                }));
    }

    private void compare(JsonNode known, Fingerprint now) {
        if (known.path("column").isInt()) {
            throw new SupabaseException(
                    VectorError.DIMENSIONS,
                    "the vectors of '" + names.table() + "' have "
                            + known.path("column").asInt() + " numbers, and those of embedder '" + now.embedder()
                            + "' have " + now.dimensions());
        }
        if (!known.path("embedder").isTextual() || !known.path("dimensions").isInt()) {
            throw new SupabaseException(
                    VectorError.UNREADABLE,
                    "the function " + names.of("open") + " does not tell what made the vectors",
                    "Let this role read " + names.of("state") + " by a policy, or set store.key=service.",
                    null);
        }
        var before = new Fingerprint(
                known.path("embedder").asText(), known.path("dimensions").asInt());
        if (!before.equals(now)) {
            throw new SupabaseException(
                    VectorError.OTHER_EMBEDDER,
                    "table '" + names.table() + "' was filled with embedder '" + before.embedder() + "' ("
                            + before.dimensions() + " numbers), now it is '" + now.embedder() + "' ("
                            + now.dimensions() + ")");
        }
    }

    @Override
    public CompletionStage<Void> insert(List<StoredChunk> chunks) {
        return staged(() -> {
            var arguments = Json.object();
            arguments.set("items", items(chunks));
            return call("insert", arguments, false).thenAccept(done -> {});
        });
    }

    @Override
    public CompletionStage<Void> replace(SourceState state, List<StoredChunk> chunks) {
        return staged(() -> {
            var told = Json.object()
                    .put("source", Keepable.name("the source's name", state.source()))
                    .put("checksum", Storable.of(state.checksum()))
                    .put("chunks", state.chunks())
                    .put(
                            "ingested",
                            state.ingested() == null ? null : state.ingested().toString());
            told.set("metadata", Keepable.metadata(state.metadata()));
            var arguments = Json.object();
            arguments.set("state", told);
            arguments.set("items", items(chunks));
            return call("replace", arguments, false).thenAccept(done -> {});
        });
    }

    private ArrayNode items(List<StoredChunk> chunks) {
        // One statement cannot store the same row twice; of chunks with one id the last counts.
        var items = new LinkedHashMap<String, ObjectNode>();
        for (var chunk : chunks) {
            var item = Json.object()
                    .put("chunk", Keepable.name("the chunk's id", chunk.id()))
                    .put("source", Keepable.name("the source's name", chunk.source()))
                    .put("place", chunk.position())
                    .put("content", Storable.of(chunk.text()))
                    .put("embedding", Vectors.literal(chunk.vector(), dimensions));
            item.set("metadata", Keepable.metadata(chunk.metadata()));
            items.put(item.get("chunk").asText(), item);
        }
        return Json.MAPPER.createArrayNode().addAll(items.values());
    }

    @Override
    public CompletionStage<Optional<SourceState>> source(String source) {
        return states(Storable.of(source), 0, 1)
                .thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<SourceState>> sources(int offset, int limit) {
        return states(null, offset, limit);
    }

    private CompletionStage<List<SourceState>> states(String source, int offset, int limit) {
        var arguments = Json.object()
                .put("named", source)
                .put("skip", Math.max(0, offset))
                .put("most", Math.max(0, limit));
        return staged(() -> call("sources", arguments, true)
                .thenApply(answer -> Passages.rows(answer, names.of("sources")).stream()
                        .map(this::state)
                        .toList()));
    }

    private SourceState state(ObjectNode row) {
        var ingested = Passages.text(row, "ingested");
        return new SourceState(
                Passages.text(row, "source"),
                Passages.text(row, "checksum"),
                row.path("chunks").asInt(),
                ingested == null ? null : instant(ingested),
                Passages.metadata(row));
    }

    private Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Passages.unreadable(names.of("sources"), "a time that is none");
        }
    }

    @Override
    public CompletionStage<List<Passage>> search(VectorQuery query) {
        if (query.topK() < 1) {
            return CompletableFuture.completedFuture(List.of());
        }
        return staged(() -> {
            var filter = StoreFilter.of(query.filter());
            if (query.text() == null) {
                return byMeaning(query, filter, query.topK());
            }
            if (query.vector() == null) {
                return byWords(query, filter, query.topK());
            }
            int depth = Math.max(MERGED, query.topK());
            return byMeaning(query, filter, depth)
                    .thenCombine(
                            byWords(query, filter, depth), (one, other) -> Ranking.merged(one, other, query.topK()));
        });
    }

    private CompletionStage<List<Passage>> byMeaning(VectorQuery query, ObjectNode filter, int most) {
        var arguments = Json.object()
                .put("query_embedding", Vectors.literal(query.vector(), dimensions))
                .put("most", most);
        arguments.set("condition", filter);
        return call("search", arguments, true)
                .thenApply(answer -> Passages.of(answer, names.of("search")).stream()
                        .filter(passage -> passage.score() >= query.minScore())
                        .toList());
    }

    private CompletionStage<List<Passage>> byWords(VectorQuery query, ObjectNode filter, int most) {
        var near = query.vector() != null && query.minScore() > -1;
        var text = query.text()
                .substring(0, Math.min(LONGEST_QUESTION, query.text().length()));
        var arguments = Json.object()
                .put("question", Storable.of(text))
                .put("query_embedding", near ? Vectors.literal(query.vector(), dimensions) : null)
                .put("least_score", near ? query.minScore() : -1)
                .put("most", most);
        arguments.set("condition", filter);
        return call("words", arguments, true).thenApply(answer -> Passages.of(answer, names.of("words")));
    }

    @Override
    public CompletionStage<Long> delete(Filter filter) {
        return counted("delete", filter, false);
    }

    @Override
    public CompletionStage<Long> count(Filter filter) {
        return counted("count", filter, true);
    }

    private CompletionStage<Long> counted(String function, Filter filter, boolean reads) {
        return staged(() -> {
            var arguments = Json.object();
            arguments.set("condition", StoreFilter.of(filter));
            return call(function, arguments, reads).thenApply(answer -> Passages.number(answer, names.of(function)));
        });
    }

    @Override
    public CompletionStage<List<Passage>> list(Filter filter, int offset, int limit) {
        return staged(() -> {
            var arguments = Json.object().put("skip", Math.max(0, offset)).put("most", Math.max(0, limit));
            arguments.set("condition", StoreFilter.of(filter));
            return call("list", arguments, true).thenApply(answer -> Passages.of(answer, names.of("list")));
        });
    }

    /** The HTTP client is the component's, and ends with it. */
    @Override
    public void close() {}

    private CompletionStage<JsonNode> call(String function, ObjectNode arguments, boolean reads) {
        return call(function, arguments, reads, dimensions);
    }

    private CompletionStage<JsonNode> call(String function, ObjectNode arguments, boolean reads, Integer numbers) {
        var functions = new Functions(client, new VectorFaults(names, numbers));
        return access.credentials()
                .thenCompose(credentials -> functions.call(names.of(function), arguments, reads, credentials));
    }

    /** What is wrong with an argument is told by the stage, like all else. */
    private static <T> CompletionStage<T> staged(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
