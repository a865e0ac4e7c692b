package dev.serai.offline.junit;

import dev.serai.offline.supabase.SupabaseStandIn;
import dev.serai.offline.supabase.SupabaseStandInBuilder;

/**
 * Gives tests a stand-in of Supabase. Before each test it forgets the requests of the one before and what that told the
 * services; tables and rows stay.
 */
public final class SupabaseServerExtension extends StandInExtension<SupabaseStandIn> {

    public SupabaseServerExtension() {
        this(SupabaseStandIn.builder());
    }

    public SupabaseServerExtension(SupabaseStandInBuilder builder) {
        super(SupabaseStandIn.class, builder::start);
    }

    public String anonKey() {
        return server().anonKey();
    }

    public String serviceKey() {
        return server().serviceKey();
    }

    /** Runs statements as the owner of the database. */
    public void sql(String script) {
        server().sql(script);
    }
}
