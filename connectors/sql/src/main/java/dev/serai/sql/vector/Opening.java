package dev.serai.sql.vector;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.support.vector.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a collection, or makes its tables. */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final long LOCK = 0x5e7a1_0002L;
    private static final int LONGEST_NAME = 48;

    private final Database database;
    private final String name;
    private final PgVectorOptions options;
    private final boolean view;

    Opening(Database database, String name, PgVectorOptions options, boolean view) {
        this.database = database;
        this.name = name;
        this.options = options;
        this.view = view;
    }

    Collection open(Connection connection, Fingerprint fingerprint) throws SQLException {
        // Two processes that make the same tables at once would disturb each other.
        Jdbc.list(connection, "SELECT pg_advisory_xact_lock(?)", row -> 0, LOCK);
        var extension = Extension.of(connection);
        var common = Jdbc.first(
                connection,
                "SELECT to_regclass(?) IS NOT NULL",
                row -> row.getBoolean(1),
                database.sql("{schema}serai_vector_collection"));
        if (!common.orElse(false)) {
            createCommon(connection);
        }
        var known = Jdbc.first(
                connection,
                database.sql("SELECT chunks, embedder, dimensions FROM {schema}serai_vector_collection WHERE name = ?"),
                row -> new Known(row.getString(1), new Fingerprint(row.getString(2), row.getInt(3))),
                name);
        var collection = collection(known.map(Known::chunks).orElse(tableName()), fingerprint, extension);
        if (known.isPresent()) {
            compare(known.get().fingerprint(), fingerprint);
        } else {
            create(connection, collection, fingerprint);
        }
        if (view) {
            show(connection, collection);
        }
        return collection;
    }

    /** The chunks under the collection's own name, for statements of others; what they delete is deleted. */
    private void show(Connection connection, Collection collection) throws SQLException {
        var shown = database.sql("{schema}\"" + name + '"');
        var other = Jdbc.first(
                connection, "SELECT 1 FROM pg_class WHERE oid = to_regclass(?) AND relkind <> 'v'", row -> true, shown);
        if (other.isPresent()) {
            throw new SqlException(
                    SqlError.BAD_OPTION,
                    "store=pgvector-view needs a view " + name + ", and a table of that name is there",
                    "Rename the table, or use store=pgvector.",
                    null);
        }
        Jdbc.execute(
                connection,
                "CREATE OR REPLACE VIEW " + shown
                        + " AS SELECT id, text, CAST(metadata AS jsonb) AS metadata, embedding" + " FROM "
                        + collection.chunks());
    }

    private Collection collection(String table, Fingerprint fingerprint, Extension extension) {
        return Collection.of(name, database.sql("{schema}\"" + table + '"'), fingerprint.dimensions(), extension);
    }

    private void compare(Fingerprint before, Fingerprint now) {
        if (!before.equals(now)) {
            throw new SqlException(
                    SqlError.OTHER_EMBEDDER,
                    "collection '" + name + "' was made with embedder '" + before.embedder() + "' ("
                            + before.dimensions() + " numbers), now it is '" + now.embedder() + "' ("
                            + now.dimensions() + ")");
        }
    }

    private void createCommon(Connection connection) throws SQLException {
        Jdbc.execute(
                connection,
                database.sql(
                        "CREATE TABLE {schema}serai_vector_collection (name TEXT PRIMARY KEY, chunks TEXT NOT NULL,"
                                + " embedder TEXT NOT NULL, dimensions INT NOT NULL, created TIMESTAMPTZ NOT NULL)"));
        Jdbc.execute(
                connection,
                database.sql("CREATE TABLE {schema}serai_vector_source (collection TEXT NOT NULL, source TEXT NOT NULL,"
                        + " checksum TEXT, chunks INT NOT NULL, ingested TIMESTAMPTZ, metadata TEXT NOT NULL,"
                        + " PRIMARY KEY (collection, source))"));
    }

    private void create(Connection connection, Collection collection, Fingerprint fingerprint) throws SQLException {
        var table = collection.chunks();
        Jdbc.execute(
                connection,
                "CREATE TABLE " + table + " (id TEXT PRIMARY KEY, source TEXT NOT NULL, place INT NOT NULL,"
                        + " text TEXT NOT NULL, metadata TEXT NOT NULL, terms JSONB NOT NULL, embedding vector("
                        + collection.dimensions() + ") NOT NULL,"
                        + " words TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', left(text, 100000))) STORED)");
        Jdbc.execute(connection, "CREATE INDEX ON " + table + " (source, place)");
        Jdbc.execute(connection, "CREATE INDEX ON " + table + " USING gin (terms jsonb_path_ops)");
        Jdbc.execute(connection, "CREATE INDEX ON " + table + " USING gin (words)");
        if (collection.isIndexed()) {
            Jdbc.execute(
                    connection,
                    "CREATE INDEX ON " + table + " USING hnsw ((" + collection.ordered() + ") " + collection.operators()
                            + ")" + options.index());
        } else {
            LOG.warn(
                    "Vectors of '{}' have {} numbers, too many for an index: searches look at all of them",
                    name,
                    collection.dimensions());
        }
        Jdbc.update(
                connection,
                database.sql("INSERT INTO {schema}serai_vector_collection (name, chunks, embedder, dimensions, created)"
                        + " VALUES (?, ?, ?, ?, ?)"),
                name,
                tableName(),
                fingerprint.embedder(),
                fingerprint.dimensions(),
                Instant.now());
    }

    /** PostgreSQL cuts names at 63 bytes, and two collections must not become one. */
    private String tableName() {
        return "serai_chunk_"
                + (name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME - 9) + "_" + "%08x".formatted(name.hashCode()));
    }

    private record Known(String chunks, Fingerprint fingerprint) {}
}
