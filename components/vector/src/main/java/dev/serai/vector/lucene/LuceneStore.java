package dev.serai.vector.lucene;

import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A collection in a directory of this machine. */
final class LuceneStore implements VectorStore {

    private static final Sort BY_PLACE = new Sort(
            new SortField(Fields.SOURCE, SortField.Type.STRING), new SortField(Fields.POSITION, SortField.Type.LONG));

    private final LuceneIndex index;
    private final Runnable release;

    LuceneStore(LuceneIndex index, Runnable release) {
        this.index = index;
        this.release = release;
    }

    @Override
    public CompletionStage<Void> open(Fingerprint fingerprint) {
        return index.open(fingerprint);
    }

    @Override
    public CompletionStage<Void> insert(List<StoredChunk> chunks) {
        return index.change((writer, searchers) -> {
            var ids = chunks.stream().map(chunk -> new BytesRef(chunk.id())).toList();
            writer.updateDocuments(new TermInSetQuery(Fields.ID, ids), documents(chunks));
            return null;
        });
    }

    @Override
    public CompletionStage<Void> replace(SourceState state, List<StoredChunk> chunks) {
        return index.change((writer, searchers) -> {
            var documents = documents(chunks);
            documents.add(Fields.state(state));
            writer.updateDocuments(new Term(Fields.SOURCE, state.source()), documents);
            return null;
        });
    }

    private static List<Document> documents(List<StoredChunk> chunks) {
        var documents = new ArrayList<Document>(chunks.size() + 1);
        chunks.forEach(chunk -> documents.add(Fields.chunk(chunk)));
        return documents;
    }

    @Override
    public CompletionStage<Optional<SourceState>> source(String source) {
        return index.read(searcher -> {
            var hits = searcher.search(new TermQuery(new Term(Fields.STATE_OF, source)), 1).scoreDocs;
            return hits.length == 0
                    ? Optional.empty()
                    : Optional.of(Fields.state(searcher.storedFields().document(hits[0].doc)));
        });
    }

    @Override
    public CompletionStage<List<Passage>> search(VectorQuery query) {
        return index.read(searcher -> new LuceneSearch(searcher, query).run());
    }

    @Override
    public CompletionStage<Long> delete(Filter filter) {
        return index.change(new Deletion(filter));
    }

    @Override
    public CompletionStage<Long> count(Filter filter) {
        return index.read(searcher -> (long) searcher.count(FilterQueries.chunks(filter)));
    }

    @Override
    public CompletionStage<List<SourceState>> sources(int offset, int limit) {
        var states = new TermQuery(new Term(Fields.KIND, Fields.STATE));
        return index.read(searcher -> page(searcher, states, offset, limit).stream()
                .map(Fields::state)
                .toList());
    }

    @Override
    public CompletionStage<List<Passage>> list(Filter filter, int offset, int limit) {
        return index.read(searcher -> page(searcher, FilterQueries.chunks(filter), offset, limit).stream()
                .map(document -> Fields.passage(document, 0))
                .toList());
    }

    private static List<Document> page(IndexSearcher searcher, Query query, int offset, int limit) throws IOException {
        int most =
                (int) Math.min((long) offset + limit, searcher.getIndexReader().maxDoc());
        var page = new ArrayList<Document>();
        if (most <= offset) {
            return page;
        }
        var hits = searcher.search(query, most, BY_PLACE).scoreDocs;
        for (int i = offset; i < hits.length; i++) {
            page.add(searcher.storedFields().document(hits[i].doc));
        }
        return page;
    }

    @Override
    public void close() {
        release.run();
    }
}
