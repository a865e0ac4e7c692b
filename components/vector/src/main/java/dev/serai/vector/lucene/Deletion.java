package dev.serai.vector.lucene;

import dev.serai.support.vector.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/** Deletes the chunks that a filter names, and the states of sources that have no other. */
final class Deletion implements Change.Work<Long> {

    private final Filter filter;

    Deletion(Filter filter) {
        this.filter = filter;
    }

    @Override
    public Long apply(IndexWriter writer, SearcherManager searchers) throws IOException {
        // Changes of the same group are not committed yet, and count too.
        searchers.maybeRefreshBlocking();
        var searcher = searchers.acquire();
        try {
            var doomed = FilterQueries.chunks(filter);
            var found = counts(searcher, doomed);
            var emptied = new ArrayList<BytesRef>();
            for (var source : found.entrySet()) {
                if (searcher.count(FilterQueries.chunks(source(source.getKey()))) == source.getValue()) {
                    emptied.add(new BytesRef(source.getKey()));
                }
            }
            writer.deleteDocuments(doomed, new TermInSetQuery(Fields.STATE_OF, emptied));
            return found.values().stream().mapToLong(Integer::longValue).sum();
        } finally {
            searchers.release(searcher);
        }
    }

    private static Filter source(String source) {
        return new Filter.Compare(Fields.SOURCE, Filter.Comparison.EQ, source);
    }

    private static Map<String, Integer> counts(IndexSearcher searcher, Query query) throws IOException {
        var counts = new HashMap<String, Integer>();
        searcher.search(query, new SimpleCollector() {
            private SortedDocValues sources;

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
                sources = context.reader().getSortedDocValues(Fields.SOURCE);
            }

            @Override
            public void collect(int document) throws IOException {
                if (sources != null && sources.advanceExact(document)) {
                    counts.merge(sources.lookupOrd(sources.ordValue()).utf8ToString(), 1, Integer::sum);
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
        return counts;
    }
}
