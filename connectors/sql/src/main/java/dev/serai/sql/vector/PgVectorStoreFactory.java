package dev.serai.sql.vector;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.sql.jdbc.Databases;
import dev.serai.sql.jdbc.Dialect;
import dev.serai.support.vector.VectorStore;
import dev.serai.support.vector.VectorStoreFactory;
import java.util.Map;
import org.apache.camel.CamelContext;

/** Makes the collections of {@code store=pgvector}, in the database that conversations and runs are in too. */
public class PgVectorStoreFactory implements VectorStoreFactory {

    @Override
    public VectorStore create(CamelContext context, String collection, Map<String, String> options) {
        var parsed = PgVectorOptions.of(options);
        var database = Databases.acquire(context);
        if (database.dialect() != Dialect.POSTGRESQL) {
            Databases.release(context);
            throw new SqlException(
                    SqlError.NEEDS_POSTGRESQL,
                    "collection '" + collection + "' has store=pgvector, and the database is H2");
        }
        return new PgVectorStore(database, () -> Databases.release(context), collection, parsed, hasView());
    }

    /** Whether statements of others see the collection as a view of its name. */
    boolean hasView() {
        return false;
    }
}
