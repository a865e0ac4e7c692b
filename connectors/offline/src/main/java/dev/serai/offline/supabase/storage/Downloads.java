package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Exchange;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Gives objects and what is known about them. */
final class Downloads {
    private final ObjectStore store;
    private final Signatures signatures;
    private final StorageFaults faults;

    Downloads(ObjectStore store, Signatures signatures, StorageFaults faults) {
        this.store = store;
        this.signatures = signatures;
        this.faults = faults;
    }

    void any(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), anyone(caller, target), object -> send(caller, object, null));
    }

    void ofPublic(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), open(target), object -> send(caller, object, null));
    }

    void forCaller(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), callers(caller, target), object -> send(caller, object, null));
    }

    void signed(Caller caller, Target target) {
        var until = signatures.read(caller.call().query().first("token"), target);
        Answers.JSON.then(caller.exchange(), found(target), object -> send(caller, object, until));
    }

    void info(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), anyone(caller, target), object -> info(caller, object));
    }

    void infoOfPublic(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), open(target), object -> info(caller, object));
    }

    void infoForCaller(Caller caller, Target target) {
        Answers.JSON.then(caller.exchange(), callers(caller, target), object -> info(caller, object));
    }

    /** Objects of public buckets are there for everyone, others by policies. */
    private CompletableFuture<StoredObject> anyone(Caller caller, Target target) {
        return store.bucket(target.bucket()).thenCompose(bucket -> {
            if (bucket.open()) {
                return found(target);
            }
            if (!caller.known()) {
                throw StorageError.noSuchBucket();
            }
            return callers(caller, target);
        });
    }

    private CompletableFuture<StoredObject> open(Target target) {
        return store.bucket(target.bucket()).thenCompose(bucket -> {
            if (!bucket.open()) {
                throw StorageError.noSuchBucket();
            }
            return found(target);
        });
    }

    private CompletableFuture<StoredObject> callers(Caller caller, Target target) {
        return store.database()
                .as(caller.claims(), connection -> ObjectTable.require(connection, target.bucket(), target.key()));
    }

    private CompletableFuture<StoredObject> found(Target target) {
        return store.database().work(connection -> ObjectTable.require(connection, target.bucket(), target.key()));
    }

    private static void info(Caller caller, StoredObject object) {
        stamp(caller.exchange(), object).setHeader("cache-control", object.cacheControl());
        Answers.json(caller.exchange(), object.info());
    }

    private void send(Caller caller, StoredObject object, Instant until) {
        if (object.version() == null) {
            throw StorageError.noSuchKey();
        }
        var size = store.disk().work(() -> {
            var file = store.blobs().file(object.version());
            return Files.exists(file) ? Files.size(file) : -1L;
        });
        Answers.JSON.then(caller.exchange(), size, bytes -> send(caller, object, until, bytes));
    }

    private void send(Caller caller, StoredObject object, Instant until, long size) {
        if (size < 0) {
            throw StorageError.noSuchKey();
        }
        var exchange = caller.exchange();
        var range = caller.header("range") == null ? null : ByteRange.parse(caller.header("range"), size);
        stamp(exchange, object).setHeader("accept-ranges", "bytes").setHeader("x-robots-tag", "none");
        if (until == null) {
            exchange.setHeader("cache-control", object.cacheControl());
        } else {
            exchange.setHeader("expires", Times.http(until));
        }
        disposition(caller);
        if (object.etag().equals(caller.header("if-none-match"))) {
            exchange.sendEmpty(304);
            return;
        }
        var status = range == null ? 200 : 206;
        if (range != null) {
            exchange.setHeader("content-range", range.of(size));
        }
        var part = range == null ? new ByteRange(0, size) : range;
        var cut = caller.call().method().equals("GET") ? faults.takeCut() : -1;
        if (cut >= 0 && cut < part.length()) {
            sendSome(exchange, status, object, new ByteRange(part.from(), cut));
        } else {
            exchange.sendFile(
                    status, object.mimeType(), store.blobs().file(object.version()), part.from(), part.length());
        }
    }

    /** Sends the beginning of a part and hangs up. */
    private void sendSome(Exchange exchange, int status, StoredObject object, ByteRange part) {
        var bytes = store.disk().work(() -> store.blobs().read(object.version(), part));
        Answers.JSON.then(exchange, bytes, some -> {
            exchange.startStream(status, object.mimeType());
            exchange.write(some);
            exchange.cut();
        });
    }

    private static Exchange stamp(Exchange exchange, StoredObject object) {
        return exchange.setHeader("etag", object.etag()).setHeader("last-modified", Times.http(object.lastModified()));
    }

    private static void disposition(Caller caller) {
        var name = caller.call().query().first("download");
        if (name != null) {
            var encoded = Names.encode(name);
            caller.exchange()
                    .setHeader(
                            "content-disposition",
                            name.isEmpty()
                                    ? "attachment;"
                                    : "attachment; filename=" + encoded + "; filename*=UTF-8''" + encoded + ";");
        }
    }
}
