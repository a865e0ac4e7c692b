package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.supabase.client.storage.StorageError;
import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Files that are there: what is known of them, and where they lie. */
final class Managing {

    /** The service removes no more at once. */
    private static final int BATCH = 1000;

    private final StorageClient client;
    private final StorageSettings settings;

    Managing(StorageClient client, StorageSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    CompletionStage<?> info(Exchange exchange, Credentials credentials) {
        return client.read(
                        "GET", "/object/info/" + StorageClient.path(Paths.one(exchange, settings)), null, credentials)
                .thenAccept(answer -> exchange.getMessage().setBody(StorageClient.value(answer)));
    }

    /** What this role may not see is not there. */
    CompletionStage<?> exists(Exchange exchange, Credentials credentials) {
        return client.read(
                        "GET", "/object/info/" + StorageClient.path(Paths.one(exchange, settings)), null, credentials)
                .handle((answer, failure) -> {
                    if (failure != null
                            && !(Failures.unwrap(failure) instanceof SupabaseException known
                                    && known.code() == StorageError.NO_OBJECT)) {
                        throw new CompletionException(Failures.unwrap(failure));
                    }
                    exchange.getMessage().setBody(failure == null);
                    return null;
                });
    }

    /** Copies or moves a file. */
    CompletionStage<?> bring(Exchange exchange, StorageOperation operation, Credentials credentials) {
        var from = Paths.one(exchange, settings);
        var options = settings.options();
        var path = Paths.text(exchange, SupabaseConstants.TO_PATH, options.getToPath());
        if (path == null || path.isBlank()) {
            throw Access.bad("toPath is not set, and there is no header " + SupabaseConstants.TO_PATH);
        }
        var to = new ObjectPath(options.getToBucket() == null ? from.bucket() : options.getToBucket(), path);
        var body = new LinkedHashMap<String, Object>();
        body.put("bucketId", from.bucket());
        body.put("sourceKey", from.path());
        body.put("destinationKey", to.path());
        if (!to.bucket().equals(from.bucket())) {
            body.put("destinationBucket", to.bucket());
        }
        Map<String, String> headers =
                operation == StorageOperation.COPY && options.isUpsert() ? Map.of("x-upsert", "true") : Map.of();
        return client.write("POST", "/object/" + operation.word(), body, headers, credentials)
                .thenAccept(answer -> {
                    var brought = new LinkedHashMap<String, Object>();
                    brought.put("path", to.path());
                    brought.put("fullPath", to.toString());
                    exchange.getMessage().setBody(brought);
                });
    }

    /** The file of the path, or those that the body lists; gives what was there. */
    CompletionStage<?> remove(Exchange exchange, Credentials credentials) {
        var path = Paths.given(exchange, settings);
        var paths = path == null
                ? Paths.listed(exchange)
                : List.of(Paths.one(exchange, settings).path());
        return remove(paths, 0, new ArrayList<>(), credentials)
                .thenAccept(removed -> exchange.getMessage().setBody(removed));
    }

    private CompletableFuture<List<Map<String, Object>>> remove(
            List<String> paths, int start, List<Map<String, Object>> removed, Credentials credentials) {
        if (start == paths.size()) {
            return CompletableFuture.completedFuture(removed);
        }
        int end = Math.min(start + BATCH, paths.size());
        var body = Map.of("prefixes", paths.subList(start, end));
        return client.write("DELETE", "/object/" + Segment.of(settings.bucket()), body, Map.of(), credentials)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(told(Failures.unwrap(failure), start, end, paths.size()));
                    }
                    removed.addAll(StorageClient.list(answer));
                    return end;
                })
                .thenCompose(next -> remove(paths, next, removed, credentials));
    }

    /** What was asked for before is gone, which cannot be seen from the failure itself. */
    private static Throwable told(Throwable failure, int start, int end, int all) {
        return end - start < all && failure instanceof SupabaseException known
                ? known.within("files " + start + " to " + (end - 1) + " of " + all
                        + (start == 0 ? "" : ", with those before them removed"))
                : failure;
    }
}
