package dev.serai.supabase.table;

import dev.serai.supabase.Access;
import dev.serai.supabase.Asker;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What gives rows: a table, or a database function whose result is read like one. */
final class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    /** What most servers give at most, without saying so. */
    private static final int USUAL_CAP = 1000;

    private final AtomicBoolean warned = new AtomicBoolean();
    private final RestClient client;
    private final TableSettings settings;
    private final RowForm form;

    Reading(RestClient client, TableSettings settings, RowForm form) {
        this.client = client;
        this.settings = settings;
        this.form = form;
    }

    /** Asks and puts the rows into the message in the form that the endpoint wants. */
    CompletionStage<?> read(Message message, Selection selection, Supplier<RestRequest> request, Asker asker) {
        if (settings.pageSize() > 0) {
            var keyset = keyset(selection);
            if (keyset == null && selection.order() == null && warned.compareAndSet(false, true)) {
                LOG.warn(
                        "A selection in pages has no order, so that rows may come twice or never: set order or keyset.");
            }
            var pages = new Pages(
                    (page, first) -> ask(page, request.get(), first ? settings.count() : null, asker),
                    selection,
                    settings.pageSize(),
                    keyset);
            return settings.stream() ? stream(message, pages) : all(message, pages);
        }
        var chosen = settings.single() == Single.MAYBE
                ? selection.limited(selection.limit() == null ? 2 : Math.min(2, selection.limit()), selection.offset())
                : selection;
        return ask(chosen, request.get(), settings.count(), asker).thenAccept(reply -> {
            count(message, RestClient.total(reply));
            message.setBody(answer(reply));
        });
    }

    private Keyset keyset(Selection selection) {
        var keyset = settings.keyset();
        if (keyset != null && (selection.order() != null || selection.offset() != null)) {
            throw Access.bad("keyset is an order of its own and begins with the first row: it goes with neither order"
                    + " nor offset");
        }
        return keyset;
    }

    private CompletableFuture<HttpReply> ask(Selection selection, RestRequest request, String count, Asker asker) {
        selection.on(request);
        if (count != null) {
            request.prefer("count=" + count);
        }
        if (settings.csv()) {
            request.accept("text/csv");
        } else if (settings.single() == Single.TRUE) {
            request.accept(RestRequest.ONE_ROW);
        }
        return asker.ask(credentials -> client.send(request, credentials));
    }

    @SuppressWarnings("unchecked")
    private Object answer(HttpReply reply) {
        if (settings.csv()) {
            return reply.text();
        }
        var value = RestClient.value(reply);
        if (value instanceof Map<?, ?> row) {
            return form.of((Map<String, Object>) row);
        }
        if (!(value instanceof List<?> items) || !items.stream().allMatch(Map.class::isInstance)) {
            return value;
        }
        var rows = (List<Map<String, Object>>) value;
        if (rows.size() == USUAL_CAP && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "A selection gives exactly {} rows, as much as many servers give at most: set pageSize.",
                    USUAL_CAP);
        }
        return settings.single() == Single.MAYBE ? oneOf(rows) : form.of(rows);
    }

    private Object oneOf(List<Map<String, Object>> rows) {
        if (rows.size() > 1) {
            throw new SupabaseException(TableError.NOT_ONE, "more than one row matches");
        }
        return rows.isEmpty() ? null : form.of(rows.get(0));
    }

    private CompletionStage<?> stream(Message message, Pages pages) {
        return pages.next().thenAccept(first -> {
            count(message, pages.total());
            message.setBody(new RowStream(pages, first, form));
        });
    }

    private CompletionStage<?> all(Message message, Pages pages) {
        var done = new CompletableFuture<List<Map<String, Object>>>();
        gather(pages, new ArrayList<>(), done);
        return done.thenAccept(rows -> {
            count(message, pages.total());
            message.setBody(form.of(rows));
        });
    }

    private void gather(
            Pages pages, List<Map<String, Object>> rows, CompletableFuture<List<Map<String, Object>>> done) {
        pages.next().whenComplete((page, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else if (page.isEmpty()) {
                done.complete(rows);
            } else if (settings.maxBytes() > 0 && pages.bytes() > settings.maxBytes()) {
                done.completeExceptionally(new SupabaseException(
                        SupabaseError.TOO_LARGE,
                        "the pages together are larger than " + settings.maxBytes() + " bytes",
                        "Set stream=true or limit, or raise maxResponseSize.",
                        null));
            } else {
                rows.addAll(page);
                gather(pages, rows, done);
            }
        });
    }

    static void count(Message message, Long total) {
        if (total != null) {
            message.setHeader(SupabaseConstants.COUNT, total);
        }
    }
}
