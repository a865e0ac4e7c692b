package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers inserts, updates and deletes. */
final class ChangeHandler {
    private final RestRequest request;
    private final Relation table;
    private final Node root;

    private ChangeHandler(RestRequest request, Relation table, Node root) {
        this.request = request;
        this.table = table;
        this.root = root;
    }

    static Reply answer(RestRequest request, Catalogue catalogue, Connection connection) throws SQLException {
        var table = catalogue.relation(request.schema(), request.name());
        var root = new Planner(catalogue).plan(table, table.name(), request.query(), Set.of());
        var handler = new ChangeHandler(request, table, root);
        return request.method().equals("POST") ? handler.insert(connection) : handler.change(connection);
    }

    private Reply insert(Connection connection) throws SQLException {
        var chosen = columnsParameter("columns");
        var rows = Rows.read(request.contentType(), request.body(), chosen.isEmpty());
        var columns = known(chosen.isEmpty() ? rows.names() : chosen);
        var conflict = conflict();
        var marksNew = request.prefer().is("resolution", "merge-duplicates") && !conflict.isEmpty();
        var change = new Sql();
        ChangeSql.insert(change, table, rows, columns, request.prefer(), conflict);
        var result = run(change, marksNew, connection);
        var isOld = marksNew && result.page() > 0 && result.fresh() == 0;
        return reply(isOld ? 200 : 201, result)
                .withRange(0, 0, request.prefer().is("count", "exact") ? result.page() : null)
                .with("Location", location(result));
    }

    private Reply change(Connection connection) throws SQLException {
        if (root.limit() != null || root.offset() > 0) {
            throw RestError.notDone("limit and offset of " + request.method());
        }
        var deletes = request.method().equals("DELETE");
        if (root.where().isEmpty()) {
            // Hosted projects load an extension that forbids it.
            throw new RestError(400, "21000", (deletes ? "DELETE" : "UPDATE") + " requires a WHERE clause");
        }
        var change = new Sql();
        if (deletes) {
            ChangeSql.delete(change, table, root);
        } else {
            var rows = Rows.read(request.contentType(), request.body(), true);
            var chosen = columnsParameter("columns");
            var columns = known(chosen.isEmpty() ? rows.names() : chosen);
            if (columns.isEmpty()) {
                return reply(request.wantsRows() ? 200 : 204, new Result("[]", 0, 0, null, null, Map.of()))
                        .withRange(0, 0, null);
            }
            ChangeSql.update(change, table, rows, columns, root);
        }
        var result = run(change, false, connection);
        var most = request.prefer().maxAffected();
        if (most != null && result.page() > most) {
            throw tooMany(result.page());
        }
        return reply(request.wantsRows() ? 200 : 204, result)
                .withRange(
                        0, deletes ? 0 : result.page(), request.prefer().is("count", "exact") ? result.page() : null);
    }

    static RestError tooMany(long rows) {
        return new RestError(
                400,
                "PGRST124",
                "Query result exceeds max-affected preference constraint",
                "The query affects " + rows + " rows",
                null);
    }

    private Result run(Sql change, boolean marksNew, Connection connection) throws SQLException {
        Collection<String> returned = List.of();
        if (request.wantsRows()) {
            returned = root.neededColumns();
        } else if (request.prefer().is("return", "headers-only")) {
            returned = table.key();
        }
        var sql = new Sql().add("with pgrst_mutation as (").add(change);
        ChangeSql.returning(sql, table, returned, marksNew);
        sql.add("), pgrst_source as (");
        if (request.wantsRows()) {
            ReadSql.query(sql, root, "pgrst_mutation", false);
        } else {
            sql.add("select * from pgrst_mutation");
        }
        sql.add(")");
        var fresh = marksNew ? "(select count(*) from pgrst_mutation where " + ChangeSql.INSERTED + ")" : "0";
        Result.finish(sql, request.wantsRows() ? request.form().expression() : "null::text", fresh);
        var result = Result.of(connection, sql);
        ReadHandler.requireOne(request, result);
        return result;
    }

    private Reply reply(int status, Result result) {
        return request.wantsRows()
                ? result.shape(new Reply(status, request.form().contentType(), result.body()))
                : result.shape(new Reply(status, null, null));
    }

    private List<String> columnsParameter(String name) {
        var value = request.query().first(name);
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        var in = new Scanner(name + " parameter", value);
        var names = new ArrayList<String>();
        do {
            names.add(in.name());
        } while (in.take(","));
        if (!in.atEnd()) {
            throw in.failure("\",\" or end of input");
        }
        return names;
    }

    private Collection<String> known(Collection<String> columns) {
        for (var name : columns) {
            if (table.column(name) == null) {
                throw new RestError(
                        400,
                        "PGRST204",
                        "Could not find the '" + name + "' column of '" + table.name() + "' in the schema cache");
            }
        }
        return columns;
    }

    private List<String> conflict() {
        if (request.prefer().get("resolution") == null) {
            return List.of();
        }
        var named = columnsParameter("on_conflict");
        return named.isEmpty() ? table.key() : named;
    }

    private String location(Result result) {
        if (!request.prefer().is("return", "headers-only")
                || result.page() != 1
                || table.key().isEmpty()) {
            return null;
        }
        var row = Json.parse(result.first());
        return "/" + table.name() + "?"
                + table.key().stream()
                        .map(k -> k + "=eq." + URLEncoder.encode(row.path(k).asText(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
