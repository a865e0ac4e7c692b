package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Objects that arrive in one request: as they are, or as the first file of a form. */
final class Uploads {
    /** What is known of an upload before its bytes. */
    private record Expected(Target target, String owner, boolean upsert, boolean withId, String version) {}

    private final ObjectStore store;
    private final Signatures signatures;
    private final StorageFaults faults;
    private final long limit;

    Uploads(ObjectStore store, Signatures signatures, StorageFaults faults, long limit) {
        this.store = store;
        this.signatures = signatures;
        this.faults = faults;
        this.limit = limit;
    }

    void create(Caller caller, Target target) {
        permitted(caller, target, caller.upsert());
    }

    void update(Caller caller, Target target) {
        permitted(caller, target, true);
    }

    /** The signature stands for the permission of whoever asked for it. */
    void signed(Caller caller, Target target) {
        var claims = signatures.write(caller.call().query().first("token"), target);
        Names.key(target.key());
        var expected = new Expected(
                target, Json.text(claims, "owner"), claims.path("upsert").asBoolean(), false, version());
        Answers.JSON.then(
                caller.exchange(), store.bucket(target.bucket()), bucket -> receive(caller, expected, bucket));
    }

    private void permitted(Caller caller, Target target, boolean upsert) {
        Names.key(target.key());
        var claims = caller.claims();
        var expected = new Expected(target, claims.sub(), upsert, true, version());
        Answers.JSON.then(
                caller.exchange(),
                store.permit(claims, target.bucket(), target.key(), upsert),
                bucket -> receive(caller, expected, bucket));
    }

    private void receive(Caller caller, Expected expected, Bucket bucket) {
        var exchange = caller.exchange();
        var most = bucket.sizeLimit(limit);
        if (!isForm(caller)) {
            MimeTypes.check(type(caller), bucket.mimeTypes());
            if (declaredSize(caller) > most) {
                throw StorageError.tooLarge("object");
            }
        }
        var cut = faults.takeCut();
        if (cut >= 0) {
            swallow(caller, cut);
            return;
        }
        var version = expected.version();
        var kept = new boolean[1];
        exchange.onEnd(() -> {
            if (!kept[0]) {
                store.garbage().collect(version);
            }
        });
        exchange.receiveTo(
                store.blobs().file(version),
                most,
                size -> Answers.JSON.guard(exchange, () -> {
                    var arrived = arrived(caller, expected, bucket, size);
                    // From here on the bytes belong to the row, also where the client doesn't wait for the answer.
                    kept[0] = true;
                    var written = store.keep(arrived, expected.upsert());
                    written.whenComplete((object, failure) -> {
                        if (failure != null) {
                            store.garbage().collect(version);
                        }
                    });
                    Answers.JSON.then(exchange, written, object -> reply(caller, expected, object));
                }));
    }

    private static ObjectStore.Arrived arrived(Caller caller, Expected expected, Bucket bucket, long size) {
        if (size < 0) {
            throw StorageError.tooLarge("object");
        }
        var exchange = caller.exchange();
        var form = isForm(caller);
        var type = form ? exchange.receivedType() : type(caller);
        if (form) {
            if (type == null) {
                throw StorageError.invalid("the form has no file");
            }
            MimeTypes.check(type, bucket.mimeTypes());
        }
        return new ObjectStore.Arrived(
                expected.target().bucket(),
                expected.target().key(),
                expected.owner(),
                expected.version(),
                size,
                type,
                form ? cacheOfForm(exchange.formField("cacheControl")) : cacheOfHeader(caller.header("cache-control")),
                form ? userMetadata(exchange.formField("metadata")) : ofBase64(caller.header("x-metadata")));
    }

    private static void reply(Caller caller, Expected expected, StoredObject object) {
        var body = Json.object().put("Key", expected.target().path());
        Answers.json(caller.exchange(), expected.withId() ? body.put("Id", object.id()) : body);
    }

    /** Takes so many bytes and hangs up, as a network does that breaks. */
    private static void swallow(Caller caller, long bytes) {
        var seen = new long[1];
        caller.exchange()
                .onBody(
                        part -> {
                            seen[0] += part.length();
                            if (seen[0] >= bytes) {
                                caller.exchange().cut();
                            }
                        },
                        caller.exchange()::cut);
    }

    private static boolean isForm(Caller caller) {
        return type(caller).toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static String type(Caller caller) {
        var type = caller.header("content-type");
        return type == null ? "application/octet-stream" : type;
    }

    private static long declaredSize(Caller caller) {
        try {
            var length = caller.header("content-length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw StorageError.invalid("content-length must be a number");
        }
    }

    private static String cacheOfForm(String seconds) {
        return seconds == null ? "no-cache" : "max-age=" + seconds;
    }

    private static String cacheOfHeader(String header) {
        return header == null ? "no-cache" : header;
    }

    private static JsonNode ofBase64(String header) {
        try {
            return header == null
                    ? null
                    : userMetadata(new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw StorageError.parameter("x-metadata is not base64");
        }
    }

    static JsonNode userMetadata(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var json = Json.parse(text);
            if (json.isObject()) {
                return json;
            }
        } catch (UncheckedIOException e) {
            // Falls through to the same refusal.
        }
        throw StorageError.parameter("metadata is not a JSON object");
    }

    private static String version() {
        return UUID.randomUUID().toString();
    }
}
