package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Copies, moves and removes objects. */
final class ObjectHandlers {
    private static final int MOST_REMOVED = 1000;

    private final ObjectStore store;

    ObjectHandlers(ObjectStore store) {
        this.store = store;
    }

    void copy(Caller caller) {
        var claims = caller.claims();
        var body = caller.json();
        var from = source(body);
        var to = destination(body);
        var upsert = caller.upsert();
        var version = UUID.randomUUID().toString();
        var copied = store.database()
                .as(claims, connection -> ObjectTable.require(connection, from.bucket(), from.key()))
                .thenCompose(object -> store.permit(claims, to.bucket(), to.key(), upsert)
                        .thenCompose(bucket -> store.disk().work(() -> {
                            store.blobs().copy(object.version(), version);
                            return object;
                        })))
                .thenCompose(object -> store.keep(copyOf(object, to, claims.sub(), version, body), upsert));
        copied.whenComplete((object, failure) -> {
            if (failure != null) {
                store.garbage().collect(version);
            }
        });
        Answers.JSON.then(caller.exchange(), copied, object -> {
            var answer = Json.object().put("Key", to.path()).put("Id", object.id());
            answer.setAll(object.json());
            Answers.json(caller.exchange(), answer);
        });
    }

    void move(Caller caller) {
        var body = caller.json();
        var from = source(body);
        var to = destination(body);
        var moved = store.bucket(to.bucket())
                .thenCompose(bucket -> store.database().as(caller.claims(), connection -> {
                    var object = ObjectTable.require(connection, from.bucket(), from.key());
                    if (!ObjectTable.move(connection, object, to.bucket(), to.key())) {
                        throw StorageError.noSuchKey();
                    }
                    return object;
                }));
        Answers.JSON.then(caller.exchange(), moved, object -> message(caller, "Successfully moved"));
    }

    void remove(Caller caller, Target target) {
        var removed = store.database().as(caller.claims(), connection -> {
            ObjectTable.require(connection, target.bucket(), target.key());
            return ObjectTable.delete(connection, target.bucket(), List.of(target.key()));
        });
        Answers.JSON.then(caller.exchange(), removed, objects -> {
            if (objects.isEmpty()) {
                throw StorageError.denied("Access denied");
            }
            store.garbage().collect(objects);
            message(caller, "Successfully deleted");
        });
    }

    void removeMany(Caller caller, Target target) {
        var names = new ArrayList<String>();
        caller.json().path("prefixes").forEach(name -> names.add(name.asText()));
        if (names.isEmpty() || names.size() > MOST_REMOVED) {
            throw StorageError.invalid("body/prefixes must have 1 to " + MOST_REMOVED + " items");
        }
        Answers.JSON.then(
                caller.exchange(),
                store.database()
                        .as(caller.claims(), connection -> ObjectTable.delete(connection, target.bucket(), names)),
                objects -> {
                    store.garbage().collect(objects);
                    var list = Json.array();
                    objects.forEach(object -> list.add(object.json()));
                    Answers.json(caller.exchange(), list);
                });
    }

    private static ObjectStore.Arrived copyOf(
            StoredObject object, Target to, String owner, String version, JsonNode body) {
        var own = body.path("copyMetadata").asBoolean(true);
        var told = body.path("metadata");
        return new ObjectStore.Arrived(
                to.bucket(),
                to.key(),
                owner,
                version,
                object.size(),
                own ? object.mimeType() : told.path("mimetype").asText(object.mimeType()),
                own ? object.cacheControl() : told.path("cacheControl").asText(object.cacheControl()),
                own && object.userMetadata().isObject() ? object.userMetadata() : null);
    }

    private static Target source(JsonNode body) {
        return new Target(required(body, "bucketId"), required(body, "sourceKey"));
    }

    private static Target destination(JsonNode body) {
        var bucket = body.hasNonNull("destinationBucket") ? body.get("destinationBucket") : body.get("bucketId");
        return new Target(bucket.asText(), Names.key(required(body, "destinationKey")));
    }

    private static String required(JsonNode body, String name) {
        var value = Json.text(body, name);
        if (value == null) {
            throw StorageError.invalid("body must have required property '" + name + "'");
        }
        return value;
    }

    private static void message(Caller caller, String text) {
        Answers.json(caller.exchange(), Json.object().put("message", text));
    }
}
