package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Database;
import java.util.ArrayList;
import java.util.HashSet;

/** Gives out addresses that need no key. */
final class SignHandlers {
    private static final int MOST_PATHS = 1000;

    private final Database database;
    private final Signatures signatures;

    SignHandlers(Database database, Signatures signatures) {
        this.database = database;
        this.signatures = signatures;
    }

    void one(Caller caller, Target target) {
        var body = caller.json();
        if (body.hasNonNull("transform")) {
            throw StorageError.notDone("image transformation");
        }
        var seconds = seconds(body);
        Answers.JSON.then(
                caller.exchange(),
                database.as(
                        caller.claims(), connection -> ObjectTable.require(connection, target.bucket(), target.key())),
                found -> Answers.json(caller.exchange(), Json.object().put("signedURL", url(target, seconds))));
    }

    void many(Caller caller, Target target) {
        var body = caller.json();
        var seconds = seconds(body);
        var paths = new ArrayList<String>();
        body.path("paths").forEach(path -> paths.add(path.asText()));
        if (paths.isEmpty()) {
            throw StorageError.invalid("body must have required property 'paths'");
        }
        if (paths.size() > MOST_PATHS) {
            throw StorageError.invalid("body/paths must NOT have more than " + MOST_PATHS + " items");
        }
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> ObjectTable.find(connection, target.bucket(), paths)),
                objects -> {
                    var known = new HashSet<String>();
                    objects.forEach(object -> known.add(object.name()));
                    var list = Json.array();
                    for (var path : paths) {
                        var there = known.contains(path);
                        list.addObject()
                                .put(
                                        "error",
                                        there
                                                ? null
                                                : "Either the object does not exist or you do not have access to it")
                                .put("path", path)
                                .put("signedURL", there ? url(new Target(target.bucket(), path), seconds) : null);
                    }
                    Answers.json(caller.exchange(), list);
                });
    }

    void upload(Caller caller, Target target) {
        Names.key(target.key());
        var claims = caller.claims();
        var row = new ObjectTable.Row(target.bucket(), target.key(), claims.sub(), null, null, null);
        var permitted = database.work(connection -> BucketTable.require(connection, target.bucket()))
                .thenCompose(bucket -> database.as(claims, connection -> {
                    ObjectTable.tryToWrite(connection, row, caller.upsert());
                    return bucket;
                }));
        Answers.JSON.then(caller.exchange(), permitted, bucket -> {
            var token = signatures.toWrite(target, claims.sub(), caller.upsert());
            Answers.json(
                    caller.exchange(),
                    Json.object()
                            .put("url", "/object/upload/sign/" + target.path() + "?token=" + token)
                            .put("token", token));
        });
    }

    /** Clients encode the path themselves, so it goes out as it is. */
    private String url(Target target, long seconds) {
        return "/object/sign/" + target.path() + "?token=" + signatures.toRead(target, seconds);
    }

    private static long seconds(JsonNode body) {
        var seconds = body.get("expiresIn");
        if (seconds == null) {
            throw StorageError.invalid("body must have required property 'expiresIn'");
        }
        if (!seconds.canConvertToLong() || !seconds.isIntegralNumber() || seconds.asLong() < 1) {
            throw StorageError.invalid("body/expiresIn must be >= 1");
        }
        return Math.min(seconds.asLong(), Integer.MAX_VALUE);
    }
}
