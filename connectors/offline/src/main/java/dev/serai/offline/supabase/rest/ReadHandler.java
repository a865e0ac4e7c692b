package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers reads of tables, and what else gives rows page by page. */
final class ReadHandler {
    private static final Pattern RANGE = Pattern.compile("(?:items=)?(\\d{1,15})-(\\d{0,15})");

    private ReadHandler() {}

    static Reply answer(RestRequest request, Catalogue catalogue, int maxRows, Connection connection)
            throws SQLException {
        var relation = catalogue.relation(request.schema(), request.name());
        var root = new Planner(catalogue).plan(relation, relation.name(), request.query(), Set.of());
        applyRange(root, request.range());
        var counted = new Sql().add("select 1");
        ReadSql.from(counted, root, null, true);
        Planner.cap(root, maxRows);
        var sql = new Sql().add("with pgrst_source as (");
        ReadSql.query(sql, root, null, true);
        sql.add(")");
        Result.finish(sql, request.form().expression(), "0");
        var result = Result.of(connection, sql);
        requireOne(request, result);
        return page(request, result, root.offset(), total(request, counted, maxRows, connection));
    }

    /** The header Range and the parameters limit what the other leaves. */
    static void applyRange(Node root, String range) {
        var matcher = RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches()) {
            return;
        }
        var first = Long.parseLong(matcher.group(1));
        var last = matcher.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(matcher.group(2));
        if (last < first) {
            throw new RestError(
                    416,
                    "PGRST103",
                    "Requested range not satisfiable",
                    "The lower boundary must be lower than or equal to the upper boundary in the Range header.",
                    null);
        }
        var end = root.limit() == null ? Long.MAX_VALUE - 1 : root.offset() + root.limit() - 1;
        root.offset(Math.max(root.offset(), first));
        end = Math.min(end, last);
        root.limit(end == Long.MAX_VALUE - 1 ? null : Long.valueOf(Math.max(0, end - root.offset() + 1)));
    }

    static void requireOne(RestRequest request, Result result) {
        if (request.form().isObject() && result.page() != 1) {
            throw new RestError(
                    406,
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains " + result.page() + " rows",
                    null);
        }
    }

    static Reply page(RestRequest request, Result result, long offset, Long total) {
        var status = 200;
        if (total != null && offset > total) {
            throw new RestError(
                            416,
                            "PGRST103",
                            "Requested range not satisfiable",
                            "An offset of " + offset + " was requested, but there are only " + total + " rows.",
                            null)
                    .with(Map.of(
                            "Content-Range",
                            "*/" + total,
                            "Preference-Applied",
                            request.prefer().applied()));
        } else if (total != null && result.page() < total) {
            status = 206;
        }
        return result.shape(new Reply(status, request.form().contentType(), result.body()))
                .withRange(offset, result.page(), total);
    }

    /** How many rows there are without a limit; null where the request doesn't ask. */
    static Long total(RestRequest request, Sql counted, int maxRows, Connection connection) throws SQLException {
        var count = request.prefer().get("count");
        if (count == null) {
            return null;
        }
        if (count.equals("planned")) {
            return planned(counted, connection);
        }
        var exact = number(new Sql().add("select count(*) from (").add(counted).add(") as c"), connection);
        return count.equals("estimated") && exact > maxRows ? Math.max(exact, planned(counted, connection)) : exact;
    }

    private static long number(Sql sql, Connection connection) throws SQLException {
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long planned(Sql counted, Connection connection) throws SQLException {
        try (var statement =
                        new Sql().add("explain (format json) ").add(counted).prepare(connection);
                var rows = statement.executeQuery()) {
            rows.next();
            return Json.parse(rows.getString(1)).at("/0/Plan/Plan Rows").asLong();
        }
    }
}
