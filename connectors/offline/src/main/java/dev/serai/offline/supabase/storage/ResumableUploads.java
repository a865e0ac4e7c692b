package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Claims;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Resumable uploads: an upload is begun, gets its bytes in one or more requests, and then is an object. */
final class ResumableUploads {
    private static final Duration LIFE = Duration.ofDays(1);

    private final ObjectStore store;
    private final Signatures signatures;
    private final Clock clock;
    private final StorageFaults faults;
    private final long limit;
    private final Map<String, ResumableUpload> uploads = new ConcurrentHashMap<>();

    ResumableUploads(ObjectStore store, Signatures signatures, Clock clock, StorageFaults faults, long limit) {
        this.store = store;
        this.signatures = signatures;
        this.clock = clock;
        this.faults = faults;
        this.limit = limit;
    }

    int unfinished() {
        return (int)
                uploads.values().stream().filter(upload -> !upload.complete()).count();
    }

    void options(Caller caller) {
        Tus.options(caller.exchange(), limit);
    }

    void create(Caller caller, boolean signed) {
        var exchange = caller.exchange();
        if (refusesVersion(caller)) {
            return;
        }
        Tus.ANSWERS.guard(exchange, () -> {
            removeExpired();
            var metadata = UploadMetadata.parse(caller.header("upload-metadata"));
            var target = new Target(metadata.get("bucketName"), metadata.get("objectName"));
            if (target.bucket() == null || target.key() == null) {
                throw StorageError.parameter("Upload-Metadata must name bucketName and objectName");
            }
            Names.key(target.key());
            Uploads.userMetadata(metadata.get("metadata"));
            var length = Tus.number(caller.header("upload-length"));
            if (length == null && !"1".equals(caller.header("upload-defer-length"))) {
                Tus.refuse(exchange, 400, "Upload-Length or Upload-Defer-Length header required\n");
                return;
            }
            if (signed) {
                var claims = signatures.write(caller.header("x-signature"), target);
                var owner = Json.text(claims, "owner");
                var upsert = claims.path("upsert").asBoolean();
                Tus.ANSWERS.then(
                        exchange,
                        store.bucket(target.bucket()),
                        bucket -> begin(caller, bucket, target, metadata, length, owner, upsert));
            } else {
                var claims = caller.claims();
                Tus.ANSWERS.then(
                        exchange,
                        store.permit(claims, target.bucket(), target.key(), caller.upsert()),
                        bucket -> begin(caller, bucket, target, metadata, length, claims.sub(), caller.upsert()));
            }
        });
    }

    void patch(Caller caller, Target id, boolean signed) {
        var exchange = caller.exchange();
        var upload = known(caller, id);
        if (upload == null) {
            return;
        }
        Tus.ANSWERS.guard(exchange, () -> {
            if (!Tus.BYTES.equals(caller.header("content-type"))) {
                Tus.refuse(exchange, 403, "Content-Type header required\n");
                return;
            }
            var offset = Tus.number(caller.header("upload-offset"));
            if (offset == null) {
                Tus.refuse(exchange, 403, "Upload-Offset header required\n");
                return;
            }
            Tus.ANSWERS.then(exchange, permitted(caller, upload, signed), bucket -> {
                upload.take(exchange);
                Tus.ANSWERS.then(
                        exchange, store.disk().work(() -> upload.offset()), now -> write(caller, upload, offset, now));
            });
        });
    }

    void head(Caller caller, Target id) {
        var exchange = caller.exchange();
        var upload = known(caller, id);
        if (upload == null) {
            return;
        }
        upload.take(exchange);
        Tus.ANSWERS.then(exchange, store.disk().work(() -> upload.offset()), offset -> {
            Tus.headers(exchange).setHeader("cache-control", "no-store").setHeader("upload-offset", "" + offset);
            if (upload.length() == null) {
                exchange.setHeader("upload-defer-length", "1");
            } else {
                exchange.setHeader("upload-length", upload.length().toString());
            }
            exchange.setHeader("upload-metadata", upload.metadata().header());
            exchange.send(200, Tus.TEXT, "");
        });
    }

    void delete(Caller caller, Target id, boolean signed) {
        var exchange = caller.exchange();
        var upload = known(caller, id);
        if (upload == null) {
            return;
        }
        if (upload.complete()) {
            Tus.refuse(exchange, 400, "Cannot terminate an already completed upload");
            return;
        }
        Tus.ANSWERS.guard(
                exchange,
                () -> Tus.ANSWERS.then(exchange, permitted(caller, upload, signed), bucket -> {
                    upload.take(exchange);
                    uploads.values().remove(upload);
                    store.garbage().collect(upload.version());
                    Tus.headers(exchange).sendEmpty(204);
                }));
    }

    private void begin(
            Caller caller,
            Bucket bucket,
            Target target,
            UploadMetadata told,
            Long length,
            String owner,
            boolean upsert) {
        var exchange = caller.exchange();
        var most = bucket.sizeLimit(limit);
        if (length != null && length > most) {
            throw StorageError.tooLarge("object");
        }
        var type = told.get("contentType");
        MimeTypes.check(type == null ? "application/octet-stream" : type, bucket.mimeTypes());
        var cache = told.get("cacheControl");
        var metadata = cache == null ? told : told.with("cacheControl", "max-age=" + cache);
        var version = UUID.randomUUID().toString();
        var upload = new ResumableUpload(
                target,
                owner,
                upsert,
                version,
                metadata,
                most,
                length,
                clock.instant().plus(LIFE));
        var id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((target.path() + "/" + version).getBytes(StandardCharsets.UTF_8));
        var created = store.disk().work(() -> store.blobs().create(version));
        Tus.ANSWERS.then(exchange, created, file -> {
            uploads.put(id, upload);
            exchange.setHeader("location", location(caller, id));
            if (Tus.BYTES.equals(caller.header("content-type"))) {
                upload.take(exchange);
                new ResumableBody(store, upload, exchange, faults.takeCut())
                        .read(() -> answer(caller, upload, 201, true));
            } else {
                answer(caller, upload, 201, false);
            }
        });
    }

    private void write(Caller caller, ResumableUpload upload, long offset, long now) {
        var exchange = caller.exchange();
        if (offset != now) {
            Tus.refuse(exchange, 409, "Upload-Offset conflict\n");
            return;
        }
        var length = Tus.number(caller.header("upload-length"));
        if (length != null && upload.length() == null) {
            if (length > upload.limit() || length < now) {
                throw StorageError.tooLarge("object");
            }
            upload.length(length);
        } else if (length != null && !length.equals(upload.length())) {
            Tus.refuse(exchange, 400, "Upload-Length or Upload-Defer-Length header required\n");
            return;
        }
        new ResumableBody(store, upload, exchange, faults.takeCut()).read(() -> answer(caller, upload, 204, true));
    }

    /** Tells how far the upload is; one that is whole becomes an object first. */
    private void answer(Caller caller, ResumableUpload upload, int status, boolean withOffset) {
        var exchange = caller.exchange();
        if (!upload.whole() || upload.complete()) {
            reply(caller, upload, status, withOffset);
            return;
        }
        upload.complete(true);
        var kept = store.keep(upload.arrived(), upload.upsert());
        kept.whenComplete((object, failure) -> upload.complete(failure == null));
        Tus.ANSWERS.then(exchange, kept, object -> {
            exchange.setHeader("tus-complete", "1");
            reply(caller, upload, status, withOffset);
        });
    }

    private static void reply(Caller caller, ResumableUpload upload, int status, boolean withOffset) {
        var exchange = Tus.headers(caller.exchange());
        if (withOffset) {
            exchange.setHeader("upload-offset", String.valueOf(upload.offset()));
        }
        if (status == 204) {
            exchange.sendEmpty(status);
        } else {
            exchange.send(status, Tus.TEXT, "");
        }
    }

    private CompletableFuture<Bucket> permitted(Caller caller, ResumableUpload upload, boolean signed) {
        var target = upload.target();
        if (signed) {
            signatures.write(caller.header("x-signature"), target);
            return store.bucket(target.bucket());
        }
        Claims claims = caller.claims();
        // A second try to complete an upload finds the object that it became.
        return store.permit(claims, target.bucket(), target.key(), upload.upsert() || upload.complete());
    }

    private ResumableUpload known(Caller caller, Target id) {
        if (refusesVersion(caller)) {
            return null;
        }
        removeExpired();
        var upload = uploads.get(id.bucket());
        if (upload == null) {
            Tus.refuse(caller.exchange(), 404, "The file for this url was not found\n");
        }
        return upload;
    }

    private static boolean refusesVersion(Caller caller) {
        if (Tus.VERSION.equals(caller.header("tus-resumable"))) {
            return false;
        }
        Tus.refuse(caller.exchange(), 412, "Tus-Resumable Required\n");
        return true;
    }

    private void removeExpired() {
        var now = clock.instant();
        uploads.values().removeIf(upload -> {
            var expired = !upload.expires().isAfter(now);
            if (expired && !upload.complete()) {
                store.garbage().collect(upload.version());
            }
            return expired;
        });
    }

    private String location(Caller caller, String id) {
        var signed = caller.call().path().startsWith("/upload/resumable/sign") ? "sign/" : "";
        return "http://" + caller.header("host") + "/storage/v1/upload/resumable/" + signed + id;
    }
}
