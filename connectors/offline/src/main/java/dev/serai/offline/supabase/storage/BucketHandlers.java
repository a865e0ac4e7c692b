package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import dev.serai.offline.supabase.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The operations below /bucket. */
final class BucketHandlers {
    private static final Set<String> COLUMNS = Set.of("id", "name", "created_at", "updated_at");
    private static final int MOST = 100_000;

    private final Database database;
    private final Garbage garbage;
    private final long fileSizeLimit;

    BucketHandlers(Database database, Garbage garbage, long fileSizeLimit) {
        this.database = database;
        this.garbage = garbage;
        this.fileSizeLimit = fileSizeLimit;
    }

    void list(Caller caller) {
        var page = page(caller.call().query());
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> BucketTable.list(connection, page)),
                buckets -> {
                    var list = Json.array();
                    buckets.forEach(bucket -> list.add(bucket.json().put("type", bucket.type())));
                    Answers.json(caller.exchange(), list);
                });
    }

    void get(Caller caller, String id) {
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> BucketTable.require(connection, id)),
                bucket -> Answers.json(caller.exchange(), bucket.json()));
    }

    void create(Caller caller) {
        var claims = caller.claims();
        var body = caller.json();
        var name = Names.bucket(Json.text(body, "name"));
        var id = body.hasNonNull("id") ? Names.bucket(Json.text(body, "id")) : name;
        if ("ANALYTICS".equals(Json.text(body, "type"))) {
            throw StorageError.notDone("analytics buckets");
        }
        var open = body.path("public").asBoolean();
        var limit = SizeLimit.parse(body.get("file_size_limit"), fileSizeLimit);
        var types = types(body);
        Answers.JSON.then(
                caller.exchange(),
                database.as(claims, connection -> {
                    BucketTable.insert(connection, id, name, claims.sub(), open, limit, types);
                    return name;
                }),
                created -> Answers.json(caller.exchange(), Json.object().put("name", created)));
    }

    void update(Caller caller, String id) {
        var body = caller.json();
        if (!body.has("public") && !body.has("file_size_limit") && !body.has("allowed_mime_types")) {
            throw StorageError.invalid("body must match a schema in anyOf");
        }
        var change = new BucketTable.Change(
                body.hasNonNull("public") ? body.get("public").asBoolean() : null,
                body.has("file_size_limit"),
                SizeLimit.parse(body.get("file_size_limit"), fileSizeLimit),
                body.has("allowed_mime_types"),
                types(body));
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> BucketTable.update(connection, id, change)),
                done -> message(caller, done, "Successfully updated"));
    }

    void delete(Caller caller, String id) {
        var claims = caller.claims();
        var deleted = database.work(connection -> {
                    BucketTable.require(connection, id);
                    if (ObjectTable.any(connection, id)) {
                        throw StorageError.bucketNotEmpty();
                    }
                    return id;
                })
                .thenCompose(known -> database.as(claims, connection -> BucketTable.delete(connection, known)));
        Answers.JSON.then(caller.exchange(), deleted, done -> message(caller, done, "Successfully deleted"));
    }

    /** The real service queues this and says so; here it is done when the answer arrives. */
    void empty(Caller caller, String id) {
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> {
                    BucketTable.require(connection, id);
                    return ObjectTable.deleteAll(connection, id);
                }),
                deleted -> {
                    garbage.collect(deleted);
                    message(caller, true, "Empty bucket has been queued. Completion may take up to an hour.");
                });
    }

    private static void message(Caller caller, boolean done, String text) {
        if (!done) {
            throw StorageError.noSuchBucket();
        }
        Answers.json(caller.exchange(), Json.object().put("message", text));
    }

    private static List<String> types(JsonNode body) {
        if (!body.hasNonNull("allowed_mime_types")) {
            return null;
        }
        var types = new ArrayList<String>();
        body.get("allowed_mime_types").forEach(type -> types.add(type.asText()));
        MimeTypes.checkRules(types);
        return types;
    }

    private static BucketTable.Page page(Query query) {
        var column = query.first("sortColumn");
        var search = query.first("search");
        if (column != null && !COLUMNS.contains(column)) {
            throw StorageError.invalid("querystring/sortColumn must be equal to one of the allowed values");
        }
        return new BucketTable.Page(
                number(query.first("limit"), MOST),
                number(query.first("offset"), 0),
                search == null ? "" : search,
                column == null ? "created_at" : column,
                "desc".equals(query.first("sortOrder")));
    }

    private static int number(String text, int otherwise) {
        try {
            return text == null ? otherwise : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw StorageError.invalid("querystring/limit must be integer");
        }
    }
}
