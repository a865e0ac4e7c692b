package dev.serai.support.vector;

import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One collection of chunks with their vectors. No method blocks its caller: a store whose work blocks does it on threads
 * of its own. A change is there as a whole or not at all, also after a crash, and is durable when its stage completes.
 */
public interface VectorStore extends AutoCloseable {

    /**
     * Called once, before anything else. Creates the collection or compares it with what it was made with: another
     * embedder or another vector size is an error, since such vectors cannot be compared.
     */
    CompletionStage<Void> open(Fingerprint fingerprint);

    /** Adds chunks; a chunk with the id of an older one takes its place. */
    CompletionStage<Void> insert(List<StoredChunk> chunks);

    /** Makes these chunks and this state all that is known of the state's source. */
    CompletionStage<Void> replace(SourceState state, List<StoredChunk> chunks);

    /** What was ingested under this name, so that unchanged documents can be skipped. */
    CompletionStage<Optional<SourceState>> source(String source);

    /** The passages that fit best, best first. */
    CompletionStage<List<Passage>> search(VectorQuery query);

    /** Deletes chunks and forgets sources that have none left; gives the number of deleted chunks. */
    CompletionStage<Long> delete(Filter filter);

    /** The number of chunks. */
    CompletionStage<Long> count(Filter filter);

    /** The sources, by name. */
    CompletionStage<List<SourceState>> sources(int offset, int limit);

    /** Chunks in the order of their source and place, without vectors: a whole document, or all that a filter leaves. */
    CompletionStage<List<Passage>> list(Filter filter, int offset, int limit);

    @Override
    void close();
}
