package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Claims;
import dev.serai.offline.supabase.Database;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Rows and bytes of objects together. */
record ObjectStore(Database database, Disk disk, Blobs blobs, Garbage garbage) {
    /** Bytes that are complete, on their way to become an object. */
    record Arrived(
            String bucket,
            String key,
            String owner,
            String version,
            long size,
            String type,
            String cacheControl,
            JsonNode userMetadata) {}

    private record Written(StoredObject object, String replaced) {}

    /** Finds the bucket, and fails where the caller's policies would not let the object in. */
    CompletableFuture<Bucket> permit(Claims claims, String bucket, String key, boolean upsert) {
        var row = new ObjectTable.Row(bucket, key, claims.sub(), null, null, null);
        return bucket(bucket)
                .thenCompose(found -> database.as(claims, connection -> {
                    ObjectTable.tryToWrite(connection, row, upsert);
                    return found;
                }));
    }

    CompletableFuture<Bucket> bucket(String bucket) {
        return database.work(connection -> BucketTable.require(connection, bucket));
    }

    /** Makes bytes that have arrived an object; what was there before is removed. */
    CompletableFuture<StoredObject> keep(Arrived arrived, boolean upsert) {
        return disk.work(() -> blobs.etag(arrived.version()))
                .thenCompose(etag -> database.work(connection -> {
                    var before = ObjectTable.find(connection, arrived.bucket(), arrived.key());
                    var row = new ObjectTable.Row(
                            arrived.bucket(),
                            arrived.key(),
                            arrived.owner(),
                            arrived.version(),
                            metadata(arrived, etag),
                            arrived.userMetadata() == null ? Json.object() : arrived.userMetadata());
                    ObjectTable.write(connection, row, upsert);
                    var after = ObjectTable.require(connection, arrived.bucket(), arrived.key());
                    return new Written(after, before == null ? null : before.version());
                }))
                .thenApply(written -> {
                    garbage.collect(written.replaced());
                    return written.object();
                });
    }

    private static JsonNode metadata(Arrived arrived, String etag) {
        return Json.object()
                .put("eTag", etag)
                .put("size", arrived.size())
                .put("mimetype", arrived.type())
                .put("cacheControl", arrived.cacheControl())
                .put("lastModified", Times.iso(Instant.now()))
                .put("contentLength", arrived.size())
                .put("httpStatusCode", 200);
    }
}
