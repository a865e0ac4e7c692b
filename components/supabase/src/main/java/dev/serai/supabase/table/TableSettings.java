package dev.serai.supabase.table;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseEndpoint;
import java.util.List;
import java.util.Locale;

/** The options of an endpoint, checked once. */
record TableSettings(
        Single single,
        String count,
        boolean csv,
        boolean stream,
        int pageSize,
        Keyset keyset,
        boolean representation,
        int batchSize,
        Integer maxAffected,
        long maxBytes,
        TableOptions options) {

    private static final int STREAMED_AT_ONCE = 1000;

    static TableSettings of(SupabaseEndpoint endpoint) {
        var options = endpoint.getTableOptions();
        var single = Single.valueOf(
                word("single", options.getSingle(), "false", "true", "maybe").toUpperCase(Locale.ROOT));
        var count =
                options.getCount() == null ? null : word("count", options.getCount(), "exact", "planned", "estimated");
        var csv = word("format", options.getFormat(), "rows", "csv").equals("csv");
        var stream = endpoint.getConfiguration().isStream();
        atLeast("pageSize", options.getPageSize(), 0);
        atLeast("batchSize", options.getBatchSize(), 0);
        if (options.getMaxAffected() != null) {
            atLeast("maxAffected", options.getMaxAffected(), 1);
        }
        var paged = stream || options.getPageSize() > 0;
        if (single != Single.FALSE && (paged || csv)) {
            throw Access.bad("single goes with neither stream nor pageSize nor format=csv");
        }
        if (csv && (paged || options.getOutputType() != null)) {
            throw Access.bad("format=csv goes with neither stream nor pageSize nor outputType");
        }
        var keyset = Keyset.of(options.getKeyset());
        if (keyset != null && !paged) {
            throw Access.bad("keyset is for pages, so it needs pageSize or stream");
        }
        return new TableSettings(
                single,
                count,
                csv,
                stream,
                stream && options.getPageSize() == 0 ? STREAMED_AT_ONCE : options.getPageSize(),
                keyset,
                word("returning", options.getReturning(), "minimal", "representation")
                        .equals("representation"),
                options.getBatchSize(),
                options.getMaxAffected(),
                endpoint.getConfiguration().getMaxResponseSize(),
                options);
    }

    static String word(String option, String value, String... allowed) {
        var given = String.valueOf(value).toLowerCase(Locale.ROOT);
        if (!List.of(allowed).contains(given)) {
            throw Access.bad(option + " is '" + value + "', which is none of " + String.join(", ", allowed));
        }
        return given;
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw Access.bad(option + " is " + value + ", but at least " + least + " is needed");
        }
    }
}
