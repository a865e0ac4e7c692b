package dev.serai.supabase.table;

import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A large selection, page after page. A server may give fewer rows than it is asked for, silently. So a first page that
 * is short does not end the selection: the next one tells whether there is more, and is asked for in the server's size.
 * One page is asked for at a time.
 */
final class Pages {

    private final Source source;
    private final Selection selection;
    private final Keyset keyset;
    private int size;
    private int offset;
    private int left;
    private boolean sizeIsKnown;
    private boolean ended;
    private Map.Entry<String, String> behind;
    private Long total;
    private long bytes;

    /** Where the pages come from. */
    @FunctionalInterface
    interface Source {

        /** Asks for one page; only with the first one, all rows are worth counting. */
        CompletableFuture<HttpReply> page(Selection selection, boolean first);
    }

    /**
     * @param keyset null where each page is found by how many rows lie before it
     */
    Pages(Source source, Selection selection, int size, Keyset keyset) {
        this.source = source;
        this.selection = keyset == null ? selection : selection.ordered(keyset.order());
        this.size = size;
        this.keyset = keyset;
        offset = selection.offset() == null ? 0 : selection.offset();
        left = selection.limit() == null ? Integer.MAX_VALUE : selection.limit();
        ended = left == 0;
    }

    /** The next rows; none at the end. */
    CompletableFuture<List<Map<String, Object>>> next() {
        if (ended) {
            return CompletableFuture.completedFuture(List.of());
        }
        int asked = Math.min(size, left);
        boolean first = !sizeIsKnown;
        return source.page(page(asked), first).handle((reply, failure) -> {
            if (failure == null) {
                return taken(reply, asked);
            }
            // Some servers refuse what lies behind the last row instead of giving nothing.
            if (!first && Failures.unwrap(failure) instanceof SupabaseException e && e.code() == TableError.RANGE) {
                ended = true;
                return List.of();
            }
            throw new CompletionException(Failures.unwrap(failure));
        });
    }

    private Selection page(int asked) {
        if (keyset == null) {
            return selection.limited(asked, offset);
        }
        return (behind == null ? selection : selection.and(behind)).limited(asked, null);
    }

    private List<Map<String, Object>> taken(HttpReply reply, int asked) {
        var rows = RestClient.rows(reply);
        if (rows.size() > asked) {
            throw new SupabaseException(
                    TableError.UNREADABLE,
                    "the server gives " + rows.size() + " rows where " + asked + " were asked for");
        }
        if (total == null) {
            total = RestClient.total(reply);
        }
        bytes += reply.body().length;
        if (keyset != null && !rows.isEmpty()) {
            behind = keyset.behind(rows);
        }
        offset += rows.size();
        left -= rows.size();
        if (rows.isEmpty() || left == 0 || rows.size() < asked && sizeIsKnown) {
            ended = true;
        } else if (rows.size() < asked) {
            size = rows.size();
        }
        sizeIsKnown = true;
        return rows;
    }

    /** How many rows there are in all, if that was asked for. */
    Long total() {
        return total;
    }

    /** How much has come so far. */
    long bytes() {
        return bytes;
    }
}
