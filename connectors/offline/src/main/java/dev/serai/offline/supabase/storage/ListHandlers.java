package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Database;
import java.util.Set;

/** Lists what the caller may see: one folder with an offset, or keys in pages with a cursor. */
final class ListHandlers {
    private static final int LIMIT = 100;
    private static final int MOST = 1000;
    private static final Set<String> COLUMNS = Set.of("name", "created_at", "updated_at", "last_accessed_at");

    private final Database database;

    ListHandlers(Database database) {
        this.database = database;
    }

    void folder(Caller caller, Target target) {
        var body = caller.json();
        var prefix = body.path("prefix").asText("");
        var sort = sort(body);
        var asked = new Listing.Folder(
                target.bucket(),
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                body.path("search").asText(""),
                number(body, "limit", LIMIT),
                number(body, "offset", 0),
                sort.column(),
                sort.descending());
        Answers.JSON.then(
                caller.exchange(),
                database.as(caller.claims(), connection -> Listing.folder(connection, asked)),
                entries -> {
                    var list = Json.array();
                    entries.forEach(entry ->
                            list.add(entry.object().listed(Json.object().put("name", entry.name()))));
                    Answers.json(caller.exchange(), list);
                });
    }

    void pages(Caller caller, Target target) {
        var body = caller.json();
        var given = Json.text(body, "cursor");
        var sort = sort(body);
        var start =
                given == null ? new ListCursor(null, sort.column(), sort.descending(), null) : ListCursor.parse(given);
        var delimited = body.path("with_delimiter").asBoolean();
        var prefix = body.path("prefix").asText("");
        var limit = Math.min(MOST, Math.max(1, number(body, "limit", MOST)));
        Answers.JSON.then(
                caller.exchange(),
                database.as(
                        caller.claims(),
                        connection -> Listing.page(connection, target.bucket(), prefix, delimited, limit + 1, start)),
                entries -> {
                    var more = entries.size() > limit;
                    var page = more ? entries.subList(0, limit) : entries;
                    var answer = Json.object().put("hasNext", more);
                    if (more) {
                        var last = page.get(limit - 1);
                        answer.put("nextCursor", start.after(last).encode()).put("nextCursorKey", last.name());
                    }
                    var folders = answer.putArray("folders");
                    var objects = answer.putArray("objects");
                    page.forEach(entry -> {
                        var node = (entry.folder() ? folders : objects).addObject();
                        describe(node, entry, delimited);
                    });
                    Answers.json(caller.exchange(), answer);
                });
    }

    private static void describe(ObjectNode node, Listing.Entry entry, boolean delimited) {
        var name = entry.name();
        var bare = entry.folder() ? name.substring(0, name.length() - 1) : name;
        node.put("key", delimited ? bare.substring(bare.lastIndexOf('/') + 1) : name)
                .put("name", name);
        if (!entry.folder()) {
            entry.object().listed(node);
        }
    }

    private record Sort(String column, boolean descending) {}

    private static Sort sort(JsonNode body) {
        var by = body.path("sortBy");
        var column = by.path("column").asText("name");
        if (!COLUMNS.contains(column)) {
            throw StorageError.invalid("body/sortBy/column must be equal to one of the allowed values");
        }
        return new Sort(column, by.path("order").asText("asc").equals("desc"));
    }

    private static int number(JsonNode body, String name, int otherwise) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || value.asInt() < 0) {
            throw StorageError.invalid("body/" + name + " must be integer");
        }
        return value.asInt();
    }

    static boolean knows(String column) {
        return COLUMNS.contains(column);
    }
}
