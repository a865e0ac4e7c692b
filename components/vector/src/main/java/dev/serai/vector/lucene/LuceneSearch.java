package dev.serai.vector.lucene;

import dev.serai.support.text.Passage;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.VectorQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** One search by meaning, by words, or by both. */
final class LuceneSearch {

    /** More candidates than asked for make it likelier that the best are among them; so many find 99 of 100. */
    private static final int CANDIDATES = 50;

    /** How far down both rankings are merged. */
    private static final int DEPTH = 100;

    /** How much the first ranks count against the later ones, as in the paper that proposed the method. */
    private static final double RANK_OFFSET = 60;

    private static final int MOST_WORDS = 256;
    private static final Analyzer ANALYZER = new EnglishAnalyzer();

    private final IndexSearcher searcher;
    private final VectorQuery query;

    LuceneSearch(IndexSearcher searcher, VectorQuery query) {
        this.searcher = searcher;
        this.query = query;
    }

    List<Passage> run() throws IOException {
        if (query.vector() != null && query.text() != null) {
            return passages(merged());
        }
        return passages(query.vector() != null ? byMeaning(query.topK()) : byWords(query.topK()));
    }

    /** Documents with their cosine similarity, best first. */
    private Map<Integer, Double> byMeaning(int most) throws IOException {
        // Nothing but chunks has a vector, and a filter that leaves all of them would still be evaluated for each.
        var filter = Filter.ALL.equals(query.filter()) ? null : FilterQueries.chunks(query.filter());
        var nearest =
                new KnnFloatVectorQuery(Fields.VECTOR, query.vector(), Math.max(most + most / 2, CANDIDATES), filter);
        var found = new LinkedHashMap<Integer, Double>();
        for (var hit : searcher.search(nearest, most).scoreDocs) {
            double cosine = 2.0 * hit.score - 1;
            if (cosine >= query.minScore()) {
                found.put(hit.doc, cosine);
            }
        }
        return found;
    }

    private Map<Integer, Double> byWords(int most) throws IOException {
        var words = new BooleanQuery.Builder();
        words(query.text()).forEach(word -> words.add(new TermQuery(new Term(Fields.TEXT, word)), Occur.SHOULD));
        words.setMinimumNumberShouldMatch(1);
        var all = new BooleanQuery.Builder()
                .add(words.build(), Occur.MUST)
                .add(FilterQueries.chunks(query.filter()), Occur.FILTER)
                .build();
        var found = new LinkedHashMap<Integer, Double>();
        for (ScoreDoc hit : searcher.search(all, most).scoreDocs) {
            found.put(hit.doc, (double) hit.score);
        }
        return found;
    }

    /** A question is no query language: whoever writes it must not be able to write clauses. */
    private static Set<String> words(String text) throws IOException {
        var words = new LinkedHashSet<String>();
        try (var tokens = ANALYZER.tokenStream(Fields.TEXT, text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST_WORDS && tokens.incrementToken()) {
                words.add(term.toString());
            }
        }
        return words;
    }

    private Map<Integer, Double> merged() throws IOException {
        int depth = Math.max(query.topK(), DEPTH);
        var scores = new LinkedHashMap<Integer, Double>();
        add(scores, byMeaning(depth).keySet());
        var worded = new ArrayList<Integer>();
        for (var document : byWords(depth).keySet()) {
            if (query.minScore() <= -1 || scores.containsKey(document) || cosine(document) >= query.minScore()) {
                worded.add(document);
            }
        }
        add(scores, worded);
        var best = new LinkedHashMap<Integer, Double>();
        scores.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(query.topK())
                .forEach(entry -> best.put(entry.getKey(), entry.getValue()));
        return best;
    }

    private static void add(Map<Integer, Double> scores, Iterable<Integer> ranking) {
        int rank = 1;
        for (var document : ranking) {
            scores.merge(document, 1 / (RANK_OFFSET + rank++), Double::sum);
        }
    }

    private double cosine(int document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        var vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        if (vectors == null || vectors.advance(document - leaf.docBase) != document - leaf.docBase) {
            return -1;
        }
        var vector = vectors.vectorValue();
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * query.vector()[i];
        }
        return sum;
    }

    private List<Passage> passages(Map<Integer, Double> found) throws IOException {
        var stored = searcher.storedFields();
        var passages = new ArrayList<Passage>(found.size());
        for (var hit : found.entrySet()) {
            passages.add(Fields.passage(stored.document(hit.getKey()), hit.getValue()));
        }
        return passages;
    }
}
