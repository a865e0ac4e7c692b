package dev.serai.supabase.vector;

import static dev.serai.supabase.vector.Stores.failure;
import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.support.contract.VectorStoreContract;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.VectorStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every store of vectors does, over the stand-in or, with a live server, over the real pgvector. */
@Timeout(180)
class StoreStandInTest extends VectorStoreContract {

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private static Stores stores;

    private String table;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(supabase);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    /** Each test has one collection, which is a table. */
    @Override
    protected VectorStore create(String collection) {
        if (table == null) {
            table = stores.table(3);
        }
        return stores.store(table);
    }

    @Test
    void anotherEmbedderIsToldFromVectorsOfAnotherLength() {
        assertThat(failure(create("").open(new Fingerprint("other", 3))))
                .hasMessageContaining("[SUPABASE-703]")
                .hasMessageContaining("'test'")
                .hasMessageContaining("'other'");
        assertThat(failure(create("").open(new Fingerprint("test", 4))))
                .hasMessageContaining("[SUPABASE-702]")
                .hasMessageContaining("have 3 numbers");
        done(create("").open(new Fingerprint("test", 3)));
    }
}
