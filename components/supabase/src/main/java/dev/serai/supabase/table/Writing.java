package dev.serai.supabase.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Asker;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Message;

/** What changes rows. */
final class Writing {

    private final String table;
    private final RestClient client;
    private final TableSettings settings;
    private final RowForm form;

    Writing(String table, RestClient client, TableSettings settings, RowForm form) {
        this.table = table;
        this.client = client;
        this.settings = settings;
        this.form = form;
    }

    /** Stores rows, in batches one after the other where the endpoint says so. */
    CompletionStage<?> store(Message message, JsonNode json, boolean upsert, Selection selection, Asker asker) {
        var rows = Bodies.rows(json);
        if (rows.isEmpty()) {
            message.setBody(settings.representation() ? List.of() : null);
            return CompletableFuture.completedFuture(null);
        }
        if (settings.single() != Single.FALSE && rows.size() > 1) {
            throw new SupabaseException(
                    SupabaseError.BAD_BODY, "the body is a list of " + rows.size() + " rows, but single is set");
        }
        var request = new Batches(rows, json.isArray(), upsert, selection.columns(), asker);
        return request.from(0).thenAccept(done -> finish(message, request.stored, request.hit));
    }

    /** Changes or deletes the rows that are selected. */
    CompletionStage<?> change(Message message, ObjectNode values, Selection selection, Asker asker) {
        var request =
                RestRequest.table(values == null ? "DELETE" : "PATCH", table).with(selection.conditions());
        if (values != null) {
            request.json(Json.bytes(values));
        }
        if (settings.maxAffected() != null) {
            request.prefer("handling=strict").prefer("max-affected=" + settings.maxAffected());
        }
        if (settings.single() != Single.FALSE) {
            // Then the server changes one row or none, whether it gives it back or not.
            request.accept(RestRequest.ONE_ROW);
        }
        var wished = wishes(request, selection.columns());
        return asker.ask(credentials -> client.send(wished, credentials))
                .handle(this::orNone)
                .thenAccept(reply -> finish(message, stored(reply), reply == null ? null : RestClient.total(reply)));
    }

    private RestRequest wishes(RestRequest request, String columns) {
        if (settings.count() != null) {
            request.prefer("count=" + settings.count());
        }
        if (!settings.representation()) {
            return request.prefer("return=minimal");
        }
        if (settings.single() != Single.FALSE) {
            request.accept(RestRequest.ONE_ROW);
        }
        return request.with("select", columns == null ? "*" : columns).prefer("return=representation");
    }

    /** With single=maybe the server's refusal of no row at all is an answer. */
    private HttpReply orNone(HttpReply reply, Throwable failure) {
        if (failure == null) {
            return reply;
        }
        var cause = Failures.unwrap(failure);
        if (settings.single() == Single.MAYBE
                && cause instanceof SupabaseException e
                && e.code() == TableError.NOT_ONE
                && String.valueOf(e.getDetails()).matches(".*\\b0 rows\\b.*")) {
            return null;
        }
        throw new CompletionException(cause);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> stored(HttpReply reply) {
        if (reply == null || reply.body().length == 0) {
            return List.of();
        }
        return RestClient.value(reply) instanceof Map<?, ?> row
                ? List.of((Map<String, Object>) row)
                : RestClient.rows(reply);
    }

    private void finish(Message message, List<Map<String, Object>> rows, Long hit) {
        Reading.count(message, hit);
        if (!settings.representation()) {
            message.setBody(null);
        } else if (settings.single() != Single.FALSE) {
            message.setBody(rows.isEmpty() ? null : form.of(rows.get(0)));
        } else {
            message.setBody(form.of(rows));
        }
    }

    /** A list of rows on its way into the table. */
    private final class Batches {

        private final List<ObjectNode> rows;
        private final boolean list;
        private final boolean upsert;
        private final String columns;
        private final Asker asker;
        private final String names;
        private final int size;
        private final List<Map<String, Object>> stored = new ArrayList<>();
        private Long hit;

        Batches(List<ObjectNode> rows, boolean list, boolean upsert, String columns, Asker asker) {
            this.rows = rows;
            this.list = list;
            this.upsert = upsert;
            this.columns = columns;
            this.asker = asker;
            // Without them the server would take the names of the first row for those of all.
            var all = new LinkedHashSet<String>();
            rows.forEach(row -> row.fieldNames().forEachRemaining(all::add));
            names = !list || all.isEmpty()
                    ? null
                    : all.stream()
                            .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                            .collect(Collectors.joining(","));
            size = settings.batchSize() == 0 ? rows.size() : settings.batchSize();
        }

        CompletionStage<?> from(int start) {
            int end = Math.min(rows.size(), start + size);
            var batch = request(rows.subList(start, end));
            return asker.ask(credentials -> client.send(batch, credentials))
                    .handle((reply, failure) -> {
                        if (failure == null) {
                            return reply;
                        }
                        var cause = Failures.unwrap(failure);
                        throw new CompletionException(
                                size < rows.size() && cause instanceof SupabaseException e
                                        ? e.within("rows " + start + " to " + (end - 1) + " of " + rows.size()
                                                + (start == 0 ? "" : ", with those before them stored"))
                                        : cause);
                    })
                    .thenCompose(reply -> {
                        stored.addAll(stored(reply));
                        var count = RestClient.total(reply);
                        hit = count == null ? hit : Long.valueOf(count + (hit == null ? 0 : hit));
                        return end == rows.size() ? CompletableFuture.completedFuture(null) : from(end);
                    });
        }

        private RestRequest request(List<ObjectNode> batch) {
            var options = settings.options();
            var request = RestRequest.table("POST", table)
                    .with("columns", names)
                    .json(Json.bytes(list ? batch : batch.get(0)));
            if (upsert) {
                request.with("on_conflict", options.getOnConflict())
                        .prefer(
                                options.isIgnoreDuplicates()
                                        ? "resolution=ignore-duplicates"
                                        : "resolution=merge-duplicates");
            }
            if (!options.isDefaultToNull()) {
                request.prefer("missing=default");
            }
            return wishes(request, columns);
        }
    }
}
