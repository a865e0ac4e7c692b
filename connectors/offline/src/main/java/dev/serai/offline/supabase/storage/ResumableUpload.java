package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Exchange;
import java.time.Instant;

/** An upload that may take several requests. Used on the event loop, except for the count of bytes that are on disk. */
final class ResumableUpload {
    private final Target target;
    private final String owner;
    private final boolean upsert;
    private final String version;
    private final UploadMetadata metadata;
    private final long most;
    private final Instant expires;
    private volatile long offset;
    private Long length;
    private Exchange writer;
    private volatile boolean complete;

    ResumableUpload(
            Target target,
            String owner,
            boolean upsert,
            String version,
            UploadMetadata metadata,
            long most,
            Long length,
            Instant expires) {
        this.target = target;
        this.owner = owner;
        this.upsert = upsert;
        this.version = version;
        this.metadata = metadata;
        this.most = most;
        this.length = length;
        this.expires = expires;
    }

    Target target() {
        return target;
    }

    boolean upsert() {
        return upsert;
    }

    String version() {
        return version;
    }

    UploadMetadata metadata() {
        return metadata;
    }

    Instant expires() {
        return expires;
    }

    long offset() {
        return offset;
    }

    /** Called by the thread of the disk. */
    void written(long bytes) {
        offset += bytes;
    }

    /** The announced length, or null while the client hasn't told it. */
    Long length() {
        return length;
    }

    void length(long bytes) {
        length = bytes;
    }

    /** The most bytes that may come. */
    long most() {
        return length == null ? most : length;
    }

    /** The most that the bucket lets a client announce. */
    long limit() {
        return most;
    }

    boolean whole() {
        return length != null && offset == length;
    }

    boolean complete() {
        return complete;
    }

    void complete(boolean value) {
        complete = value;
    }

    /** A client that comes again has given up its earlier request, whatever the connection looks like. */
    void take(Exchange exchange) {
        if (writer != null && writer != exchange) {
            writer.cut();
        }
        writer = exchange;
    }

    ObjectStore.Arrived arrived() {
        var type = metadata.get("contentType");
        var cache = metadata.get("cacheControl");
        return new ObjectStore.Arrived(
                target.bucket(),
                target.key(),
                owner,
                version,
                offset,
                type == null ? "application/octet-stream" : type,
                cache == null ? "no-cache" : cache,
                Uploads.userMetadata(metadata.get("metadata")));
    }
}
