package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.storage.StorageClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Stores files in buckets and brings them back. */
public final class StorageHandler implements OperationHandler {

    private final SupabaseEndpoint endpoint;
    private final Access access;
    private final StorageSettings settings;
    private final StorageClient client;
    private final Listing listing;
    private final Signing signing;
    private final Managing managing;
    private final Buckets buckets;
    private Transfers transfers;
    private Uploading uploading;
    private Downloading downloading;

    public StorageHandler(SupabaseEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        settings = StorageSettings.of(endpoint);
        client = new StorageClient(access.gateway());
        listing = new Listing(client, settings, endpoint.getConfiguration());
        signing = new Signing(client, settings);
        managing = new Managing(client, settings);
        buckets = new Buckets(client, settings, endpoint.getConfiguration());
        if (endpoint.getConfiguration().getOperation() != null) {
            check(StorageOperation.of(endpoint.getConfiguration().getOperation()));
        }
    }

    @Override
    public void start() {
        var routes = endpoint.getComponent().routeThreads();
        transfers = new Transfers(
                access,
                ProgressTarget.of(endpoint.getCamelContext(), settings.options().getProgressTo(), routes::alone));
        uploading = new Uploading(client, settings, transfers, routes::alone);
        downloading = new Downloading(client, settings, transfers, routes::alone);
    }

    @Override
    public void close() {
        if (transfers != null) {
            transfers.close();
        }
    }

    /** All but one need a bucket. */
    private void check(StorageOperation operation) {
        if (operation != StorageOperation.LIST_BUCKETS) {
            endpoint.requiredName();
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var operation = StorageOperation.of(access.operation(exchange, StorageOperation.DOWNLOAD.word()));
        check(operation);
        return access.credentials(exchange).thenCompose(credentials -> perform(operation, exchange, credentials));
    }

    private CompletionStage<?> perform(StorageOperation operation, Exchange exchange, Credentials credentials) {
        return switch (operation) {
            case UPLOAD, UPDATE -> uploading.upload(exchange, operation);
            case UPLOAD_TO_SIGNED_URL -> uploading.toSigned(exchange, operation);
            case DOWNLOAD -> downloading.download(exchange, credentials);
            case LIST -> listing.all(exchange, credentials);
            case LIST_V2 -> listing.page(exchange, credentials);
            case INFO -> managing.info(exchange, credentials);
            case EXISTS -> managing.exists(exchange, credentials);
            case MOVE, COPY -> managing.bring(exchange, operation, credentials);
            case REMOVE -> managing.remove(exchange, credentials);
            case SIGNED_URL -> signing.toRead(exchange, credentials);
            case SIGNED_UPLOAD_URL -> signing.toWrite(exchange, credentials);
            case PUBLIC_URL -> {
                signing.open(exchange);
                yield CompletableFuture.completedFuture(null);
            }
            case CREATE_BUCKET -> buckets.create(exchange, credentials);
            case GET_BUCKET -> buckets.get(exchange, credentials);
            case LIST_BUCKETS -> buckets.list(exchange, credentials);
            case UPDATE_BUCKET -> buckets.update(exchange, credentials);
            case EMPTY_BUCKET -> buckets.empty(exchange, credentials);
            case DELETE_BUCKET -> buckets.delete(exchange, credentials);
        };
    }
}
