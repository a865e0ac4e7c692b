package dev.serai.sql.vector;

/** Makes the collections of {@code store=pgvector-view}, which other programs read and clear with SQL. */
public final class PgVectorViewFactory extends PgVectorStoreFactory {

    @Override
    boolean hasView() {
        return true;
    }
}
