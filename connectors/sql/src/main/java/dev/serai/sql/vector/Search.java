package dev.serai.sql.vector;

import dev.serai.sql.jdbc.Jdbc;
import dev.serai.support.text.Passage;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.Ranking;
import dev.serai.support.vector.VectorQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One search by meaning, by words, or by both. */
final class Search {

    /** How many of each ranking are merged, at least. */
    private static final int MERGED = 100;

    private static final int MOST_CANDIDATES = 1000;
    private static final int LONGEST_QUESTION = 4_000;
    private static final String COLUMNS = "id, source, text, metadata, ";

    private final Collection collection;
    private final VectorQuery query;
    private final FilterSql filter;
    private final int candidates;

    Search(Collection collection, VectorQuery query, int efSearch) {
        this.collection = collection;
        this.query = query;
        this.filter = new FilterSql(query.filter());
        this.candidates = efSearch;
    }

    /** Needs a transaction, since settings hold for one. */
    List<Passage> run(Connection connection) throws SQLException {
        if (query.topK() < 1) {
            return List.of();
        }
        if (query.text() == null) {
            return byMeaning(connection, query.topK());
        }
        if (query.vector() == null) {
            return byWords(connection, query.topK());
        }
        var depth = Math.max(MERGED, query.topK());
        return Ranking.merged(byMeaning(connection, depth), byWords(connection, depth), query.topK());
    }

    private List<Passage> byMeaning(Connection connection, int most) throws SQLException {
        set(connection, "hnsw.ef_search", String.valueOf(Math.min(MOST_CANDIDATES, Math.max(candidates, most))));
        if (collection.iterates()) {
            // Else a filter that leaves few would leave nothing of the candidates.
            set(connection, "hnsw.iterative_scan", "strict_order");
        }
        var vector = collection.literal(query.vector());
        var parameters = new ArrayList<Object>();
        parameters.add(vector);
        parameters.addAll(filter.parameters());
        parameters.add(vector);
        parameters.add(most);
        var found = Jdbc.list(
                connection,
                "SELECT " + COLUMNS + similarity() + " AS score FROM " + collection.chunks() + " WHERE " + filter.sql()
                        + " ORDER BY " + collection.ordered() + " <=> " + collection.parameter() + " LIMIT ?",
                Search::passage,
                parameters.toArray());
        return found.stream()
                .filter(passage -> passage.score() >= query.minScore())
                .toList();
    }

    private List<Passage> byWords(Connection connection, int most) throws SQLException {
        var text = Storable.of(query.text());
        var parameters = new ArrayList<Object>();
        // Any of the words will do; whoever asks in a sentence doesn't mean all of them.
        parameters.add(text.substring(0, Math.min(LONGEST_QUESTION, text.length())));
        parameters.addAll(filter.parameters());
        var near = "";
        if (query.vector() != null && query.minScore() > -1) {
            near = " AND " + similarity() + " >= ?";
            parameters.add(collection.literal(query.vector()));
            parameters.add(query.minScore());
        }
        parameters.add(most);
        return Jdbc.list(
                connection,
                "WITH question AS (SELECT CAST(replace(CAST(plainto_tsquery('simple', ?) AS text), ' & ', ' | ')"
                        + " AS tsquery) AS wanted) SELECT " + COLUMNS + "ts_rank(words, wanted, 1) AS score FROM "
                        + collection.chunks() + ", question WHERE words @@ wanted AND " + filter.sql() + near
                        + " ORDER BY score DESC, id LIMIT ?",
                Search::passage,
                parameters.toArray());
    }

    private String similarity() {
        return "1 - (embedding <=> CAST(? AS vector))";
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        Jdbc.list(connection, "SELECT set_config(?, ?, true)", row -> 0, name, value);
    }

    static Passage passage(ResultSet row) throws SQLException {
        return new Passage(
                row.getString("id"),
                row.getString("source"),
                row.getString("text"),
                row.getDouble("score"),
                Terms.read(row.getString("metadata")));
    }
}
