package dev.serai.supabase.table;

import dev.serai.supabase.Access;
import dev.serai.supabase.Asker;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads and writes the rows of a table or a view. */
public final class TableHandler implements OperationHandler {

    private final SupabaseEndpoint endpoint;
    private final Access access;
    private final String table;
    private final TableSettings settings;
    private final RestClient client;
    private final Reading reading;
    private final Writing writing;

    public TableHandler(SupabaseEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        table = endpoint.requiredName();
        settings = TableSettings.of(endpoint);
        client = new RestClient(access.gateway(), endpoint.getConfiguration().getSchema());
        var form = new RowForm(
                endpoint.getCamelContext(), endpoint.getTableOptions().getOutputType());
        reading = new Reading(client, settings, form);
        writing = new Writing(table, client, settings, form);
        if (endpoint.getConfiguration().getOperation() != null) {
            TableOperation.of(endpoint.getConfiguration().getOperation());
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var operation = TableOperation.of(access.operation(exchange, "select"));
        var selection =
                Selection.of(exchange, endpoint.getConfiguration(), endpoint.getTableOptions(), operation.hits());
        if (operation.hits()) {
            checkGuards(operation, selection);
        }
        // A body may be a stream that waits for others, so it is read here and not where a token has come.
        return perform(operation, exchange, selection, access.asker(exchange));
    }

    private CompletionStage<?> perform(TableOperation operation, Exchange exchange, Selection selection, Asker asker) {
        var message = exchange.getMessage();
        return switch (operation) {
            case SELECT -> reading.read(message, selection, () -> RestRequest.table("GET", table), asker);
            case COUNT -> count(message, selection, asker);
            case INSERT -> writing.store(message, Bodies.json(exchange), false, selection, asker);
            case UPSERT -> writing.store(message, Bodies.json(exchange), true, selection, asker);
            case UPDATE ->
                writing.change(message, Bodies.object(Bodies.json(exchange), "map of new values"), selection, asker);
            case DELETE -> writing.change(message, null, selection, asker);
        };
    }

    private void checkGuards(TableOperation operation, Selection selection) {
        if (!selection.narrows() && !settings.options().isAll()) {
            throw new SupabaseException(
                    TableError.NO_FILTER, operation.word() + " has no filter and would hit every row of " + table);
        }
        if (selection.limit() != null || selection.offset() != null) {
            // Newer servers ignore it, and would hit all that match.
            throw Access.bad("limit and offset do not bound what " + operation.word() + " hits; maxAffected does");
        }
    }

    private CompletionStage<?> count(Message message, Selection selection, Asker asker) {
        return asker.ask(credentials -> client.send(counting("HEAD", selection), credentials))
                .handle((reply, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(reply);
                    }
                    // An answer to HEAD has no words; the same request as GET tells what is wrong.
                    return Failures.unwrap(failure) instanceof SupabaseException e
                                    && e.getStatus() >= 400
                                    && e.getStatus() < 500
                            ? asker.ask(credentials ->
                                    client.send(counting("GET", selection.limited(1, null)), credentials))
                            : CompletableFuture.<dev.serai.support.http.HttpReply>failedFuture(
                                    new CompletionException(Failures.unwrap(failure)));
                })
                .thenCompose(reply -> reply)
                .thenAccept(reply -> {
                    var total = RestClient.total(reply);
                    if (total == null) {
                        throw new SupabaseException(
                                TableError.UNREADABLE, "the answer of the REST service has no count");
                    }
                    Reading.count(message, total);
                    message.setBody(total);
                });
    }

    private RestRequest counting(String method, Selection selection) {
        var counted = new Selection(selection.columns(), selection.conditions(), null, selection.limit(), null);
        return counted.on(RestRequest.table(method, table))
                .prefer("count=" + (settings.count() == null ? "exact" : settings.count()));
    }
}
