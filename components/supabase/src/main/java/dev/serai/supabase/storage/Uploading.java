package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.storage.FileTraits;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.supabase.client.storage.UploadPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Files on their way to the server. */
final class Uploading {

    private final StorageClient client;
    private final StorageSettings settings;
    private final Transfers transfers;
    private final Executor readers;

    Uploading(StorageClient client, StorageSettings settings, Transfers transfers, Executor readers) {
        this.client = client;
        this.settings = settings;
        this.transfers = transfers;
        this.readers = readers;
    }

    /** A new file, or one in the place of another. */
    CompletionStage<?> upload(Exchange exchange, StorageOperation operation) {
        var replaces = operation == StorageOperation.UPDATE;
        return send(exchange, operation, replaces ? "PUT" : "POST", null);
    }

    /** A file to an address whose signature stands for the permission. */
    CompletionStage<?> toSigned(Exchange exchange, StorageOperation operation) {
        var token = Paths.text(
                exchange, SupabaseConstants.UPLOAD_TOKEN, settings.options().getUploadToken());
        if (token == null || token.isBlank()) {
            throw Access.bad("uploadToken is not set, and there is no header " + SupabaseConstants.UPLOAD_TOKEN);
        }
        return send(exchange, operation, "PUT", token);
    }

    private CompletionStage<?> send(Exchange exchange, StorageOperation operation, String method, String token) {
        var target = Paths.one(exchange, settings);
        var options = settings.options();
        var plan = new UploadPlan(
                method,
                target,
                traits(exchange, target, options.isUpsert() || operation == StorageOperation.UPDATE),
                token,
                options.getResumableThreshold(),
                options.getChunkSize(),
                options.getTransferRetries(),
                client.gateway().limits().withTotal(Duration.ZERO));
        var source = FileBody.of(exchange, readers);
        return transfers
                .run(exchange, operation, target, transfer -> client.upload(plan, source, transfer))
                .thenAccept(stored -> exchange.getMessage().setBody(stored));
    }

    private FileTraits traits(Exchange exchange, ObjectPath target, boolean replace) {
        var metadata = new LinkedHashMap<String, Object>();
        if (settings.options().getFileMetadata() != null) {
            metadata.putAll(settings.options().getFileMetadata());
        }
        var header = exchange.getMessage().getHeader(SupabaseConstants.FILE_METADATA);
        if (header instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put(String.valueOf(name), value));
        } else if (header != null) {
            throw Access.bad("header " + SupabaseConstants.FILE_METADATA + " is no map");
        }
        return new FileTraits(
                FileBody.type(exchange, settings.options().getContentType(), target.path()),
                settings.options().getCacheControl(),
                metadata,
                replace);
    }
}
