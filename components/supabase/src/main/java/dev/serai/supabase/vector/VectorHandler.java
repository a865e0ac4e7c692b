package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.Asker;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.camel.Headers;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Documents with vectors in the table that n8n and LangChain use. */
public final class VectorHandler implements OperationHandler {

    private static final int MOST = 1000;

    private final SupabaseEndpoint endpoint;
    private final Access access;
    private final VectorOptions options;
    private final Names names;
    private final RestClient client;
    private final VectorFaults faults;

    public VectorHandler(SupabaseEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        options = endpoint.getVectorOptions();
        names = new Names(endpoint.getConfiguration().getSchema(), endpoint.requiredName());
        client = new RestClient(access.gateway(), names.schema());
        faults = new VectorFaults(names, options.getDimensions());
        if (endpoint.getConfiguration().getOperation() != null
                && VectorOperation.of(endpoint.getConfiguration().getOperation()) == VectorOperation.SCHEMA) {
            schema();
        }
        if (endpoint.getTableOptions().getBatchSize() < 0) {
            throw Access.bad("batchSize is " + endpoint.getTableOptions().getBatchSize());
        }
        checked(options.getTopK());
        checked(options.getMinScore());
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        return switch (VectorOperation.of(access.operation(exchange, "search"))) {
            case SEARCH -> search(exchange).thenAccept(message::setBody);
            case INSERT -> insert(exchange);
            case DELETE -> delete(exchange);
            case SCHEMA -> {
                message.setBody(schema());
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    private String schema() {
        if (options.getDimensions() == null) {
            throw Access.bad("operation=schema needs dimensions, the number of numbers that a vector has");
        }
        return new Schema(names).print(options.getFunction(), options.getDimensions());
    }

    private CompletionStage<List<Passage>> search(Exchange exchange) {
        var topK =
                checked(Headers.get(exchange, SupabaseConstants.TOP_K, Integer.class, options.getTopK(), Access::bad));
        var minScore = checked(
                Headers.get(exchange, SupabaseConstants.MIN_SCORE, Double.class, options.getMinScore(), Access::bad));
        var arguments = Json.object()
                .put(
                        "query_embedding",
                        Vectors.literal(Vectors.one(exchange.getMessage().getBody()), options.getDimensions()))
                .put("match_count", topK);
        arguments.set("filter", filter(exchange));
        var function = options.getFunction();
        return access.credentials(exchange)
                .thenCompose(credentials -> new Functions(client, faults).call(function, arguments, true, credentials))
                .thenApply(answer -> Passages.matches(answer, function).stream()
                        .filter(passage -> passage.score() >= minScore)
                        .limit(topK)
                        .toList());
    }

    private CompletionStage<?> insert(Exchange exchange) {
        var message = exchange.getMessage();
        var rows = Documents.of(exchange, message.getHeader(SupabaseConstants.VECTORS), options.getDimensions());
        if (rows.isEmpty()) {
            return stored(message, 0);
        }
        var columns = rows.stream()
                .flatMap(row -> row.properties().stream())
                .map(Map.Entry::getKey)
                .distinct()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return insert(rows, 0, String.join(",", columns), access.asker(exchange))
                .thenCompose(done -> stored(message, rows.size()));
    }

    private CompletionStage<?> insert(List<ObjectNode> rows, int start, String columns, Asker asker) {
        int size = endpoint.getTableOptions().getBatchSize();
        int end = size == 0 ? rows.size() : Math.min(rows.size(), start + size);
        var request = RestRequest.table("POST", names.table())
                .with("columns", columns)
                .prefer("return=minimal")
                .prefer("missing=default")
                .json(Json.bytes(rows.subList(start, end)));
        return asker.ask(credentials -> client.send(request, credentials))
                .handle((reply, failure) -> {
                    if (failure == null) {
                        return reply;
                    }
                    var told = faults.ofTable(failure);
                    throw end - start < rows.size() && told.getCause() instanceof SupabaseException known
                            ? new CompletionException(known.within("documents " + start + " to " + (end - 1) + " of "
                                    + rows.size() + (start == 0 ? "" : ", with those before them stored")))
                            : told;
                })
                .thenCompose(reply -> end == rows.size()
                        ? CompletableFuture.completedFuture(null)
                        : insert(rows, end, columns, asker));
    }

    private CompletionStage<?> delete(Exchange exchange) {
        var filter = filter(exchange);
        if (filter.isEmpty() && !endpoint.getTableOptions().isAll()) {
            throw new SupabaseException(
                    TableError.NO_FILTER, "delete has no filter and would hit every document of " + names.table());
        }
        var request = RestRequest.table("DELETE", names.table())
                .with("metadata", filter.isEmpty() ? null : "cs." + filter)
                // Servers that want a condition get one that holds for each row.
                .with("id", filter.isEmpty() ? "not.is.null" : null)
                .prefer("return=minimal")
                .prefer("count=exact");
        return access.credentials(exchange)
                .thenCompose(credentials -> client.send(request, credentials))
                .handle((reply, failure) -> {
                    if (failure != null) {
                        throw faults.ofTable(failure);
                    }
                    return RestClient.total(reply);
                })
                .thenCompose(count -> stored(exchange.getMessage(), count));
    }

    private ObjectNode filter(Exchange exchange) {
        return Containment.of(exchange, endpoint.getConfiguration().getFilter());
    }

    private static CompletionStage<?> stored(Message message, Number count) {
        message.setBody(count == null ? null : count.longValue());
        if (count != null) {
            message.setHeader(SupabaseConstants.COUNT, count.longValue());
        }
        return CompletableFuture.completedFuture(null);
    }

    private static int checked(int topK) {
        if (topK < 1 || topK > MOST) {
            throw Access.bad("topK is " + topK + ", and 1 to " + MOST + " can be");
        }
        return topK;
    }

    private static double checked(double minScore) {
        if (!(minScore >= -1 && minScore <= 1)) {
            throw Access.bad("minScore is " + minScore + ", and -1 to 1 can be");
        }
        return minScore;
    }
}
