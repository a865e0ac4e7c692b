package dev.serai.supabase.vector;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.Routes;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.contract.Stages;
import dev.serai.support.vector.VectorStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables of a stand-in, each made by the SQL that the component prints, and stores over them. */
final class Stores implements AutoCloseable {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final SupabaseServerExtension supabase;
    private final Routes routes;

    Stores(SupabaseServerExtension supabase) throws Exception {
        this.supabase = supabase;
        routes = new Routes(supabase.baseUrl());
        routes.configuration().setApiKey(supabase.anonKey());
        routes.configuration().setServiceKey(supabase.serviceKey());
    }

    Routes routes() {
        return routes;
    }

    static String newName() {
        return "documents-" + NEXT.incrementAndGet();
    }

    String schema(String table, int dimensions) {
        return (String) routes.ask(
                "supabase:vector/" + table + "?operation=schema&function=match_" + table + "&dimensions=" + dimensions);
    }

    String table(int dimensions) {
        var table = newName();
        supabase.sql(schema(table, dimensions));
        return table;
    }

    VectorStore store(String table) {
        return store(table, Map.of());
    }

    VectorStore store(String table, Map<String, String> options) {
        var all = new HashMap<>(Map.of("table", table, "key", "service"));
        all.putAll(options);
        return new SupabaseVectorStoreFactory().create(routes.context(), "any", all);
    }

    static SupabaseException failure(CompletionStage<?> stage) {
        return Stages.failure(stage, SupabaseException.class);
    }

    @Override
    public void close() {
        routes.close();
    }
}
