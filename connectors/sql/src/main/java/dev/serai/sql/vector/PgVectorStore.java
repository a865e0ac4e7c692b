package dev.serai.sql.vector;

import dev.serai.sql.Limits;
import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.sql.jdbc.Work;
import dev.serai.support.text.Passage;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A collection in PostgreSQL with pgvector. Several processes may share it. Stages complete on the database's threads:
 * what follows them must not block there.
 */
public final class PgVectorStore implements VectorStore {

    /** An index takes no more than some 2,700 bytes. */
    private static final int LONGEST_NAME = 500;

    private final Database database;
    private final Runnable release;
    private final String name;
    private final PgVectorOptions options;
    private final boolean view;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Collection opened;

    PgVectorStore(Database database, Runnable release, String name, PgVectorOptions options, boolean view) {
        this.database = database;
        this.release = release;
        this.name = name;
        this.options = options;
        this.view = view;
    }

    @Override
    public CompletionStage<Void> open(Fingerprint fingerprint) {
        return database.write(connection -> {
            opened = new Opening(database, name, options, view).open(connection, fingerprint);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> insert(List<StoredChunk> chunks) {
        return database.write(connection -> {
            put(connection, chunks);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> replace(SourceState state, List<StoredChunk> chunks) {
        return database.write(connection -> {
            // The state comes first: its row keeps others from replacing the same source meanwhile.
            put(connection, state);
            Jdbc.update(connection, "DELETE FROM " + table() + " WHERE source = ?", Storable.of(state.source()));
            put(connection, chunks);
            return null;
        });
    }

    private void put(Connection connection, SourceState state) throws SQLException {
        Jdbc.update(
                connection,
                database.sql("INSERT INTO {schema}serai_vector_source (collection, source, checksum, chunks, ingested,"
                        + " metadata) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (collection, source) DO UPDATE SET"
                        + " checksum = excluded.checksum, chunks = excluded.chunks, ingested = excluded.ingested,"
                        + " metadata = excluded.metadata"),
                name,
                Limits.name("the source's name", state.source(), LONGEST_NAME),
                Storable.of(state.checksum()),
                state.chunks(),
                state.ingested(),
                Terms.whole(state.metadata()));
    }

    private void put(Connection connection, List<StoredChunk> chunks) throws SQLException {
        var collection = collection();
        var rows = new ArrayList<Object[]>(chunks.size());
        for (var chunk : chunks) {
            rows.add(new Object[] {
                Limits.name("the chunk's id", chunk.id(), LONGEST_NAME),
                Limits.name("the source's name", chunk.source(), LONGEST_NAME),
                chunk.position(),
                Storable.of(chunk.text()),
                Terms.whole(chunk.metadata()),
                Terms.of(chunk.metadata()),
                collection.literal(chunk.vector())
            });
        }
        Jdbc.updateAll(
                connection,
                "INSERT INTO " + collection.chunks() + " (id, source, place, text, metadata, terms, embedding)"
                        + " VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb), CAST(? AS vector)) ON CONFLICT (id) DO UPDATE SET"
                        + " source = excluded.source, place = excluded.place, text = excluded.text,"
                        + " metadata = excluded.metadata, terms = excluded.terms, embedding = excluded.embedding",
                rows);
    }

    @Override
    public CompletionStage<Optional<SourceState>> source(String source) {
        return database.read(connection -> Jdbc.first(
                connection,
                database.sql("SELECT * FROM {schema}serai_vector_source WHERE collection = ? AND source = ?"),
                PgVectorStore::state,
                name,
                Storable.of(source)));
    }

    @Override
    public CompletionStage<List<SourceState>> sources(int offset, int limit) {
        return database.read(connection -> Jdbc.list(
                connection,
                database.sql("SELECT * FROM {schema}serai_vector_source WHERE collection = ?"
                        + " ORDER BY source COLLATE \"C\" LIMIT ? OFFSET ?"),
                PgVectorStore::state,
                name,
                Math.max(0, limit),
                Math.max(0, offset)));
    }

    @Override
    public CompletionStage<List<Passage>> search(VectorQuery query) {
        return database.write(connection -> new Search(collection(), query, options.efSearch()).run(connection));
    }

    @Override
    public CompletionStage<Long> delete(Filter filter) {
        return database.write(connection -> {
            long deleted = counted(connection, "DELETE FROM " + table() + " WHERE ", filter);
            Jdbc.update(
                    connection,
                    database.sql("DELETE FROM {schema}serai_vector_source s WHERE collection = ? AND NOT EXISTS"
                            + " (SELECT 1 FROM " + table() + " c WHERE c.source = s.source)"),
                    name);
            return deleted;
        });
    }

    private static long counted(Connection connection, String statement, Filter filter) throws SQLException {
        var condition = new FilterSql(filter);
        return Jdbc.update(
                connection, statement + condition.sql(), condition.parameters().toArray());
    }

    @Override
    public CompletionStage<Long> count(Filter filter) {
        return database.read(connection -> {
            var condition = new FilterSql(filter);
            return Jdbc.first(
                            connection,
                            "SELECT count(*) FROM " + table() + " WHERE " + condition.sql(),
                            row -> row.getLong(1),
                            condition.parameters().toArray())
                    .orElse(0L);
        });
    }

    @Override
    public CompletionStage<List<Passage>> list(Filter filter, int offset, int limit) {
        Work<List<Passage>> work = connection -> {
            var condition = new FilterSql(filter);
            var parameters = new ArrayList<>(condition.parameters());
            parameters.add(Math.max(0, limit));
            parameters.add(Math.max(0, offset));
            return Jdbc.list(
                    connection,
                    "SELECT id, source, text, metadata, 0 AS score FROM " + table() + " WHERE " + condition.sql()
                            + " ORDER BY source COLLATE \"C\", place, id LIMIT ? OFFSET ?",
                    Search::passage,
                    parameters.toArray());
        };
        return database.read(work);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    private String table() {
        return collection().chunks();
    }

    private Collection collection() {
        var collection = opened;
        if (collection == null) {
            throw new SqlException(SqlError.FAILED, "collection '" + name + "' was not opened");
        }
        return collection;
    }

    private static SourceState state(ResultSet row) throws SQLException {
        var ingested = row.getObject("ingested") == null ? null : Jdbc.instant(row, "ingested");
        return new SourceState(
                row.getString("source"),
                row.getString("checksum"),
                row.getInt("chunks"),
                ingested,
                Terms.read(row.getString("metadata")));
    }
}
