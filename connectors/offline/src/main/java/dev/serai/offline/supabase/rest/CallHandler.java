package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Answers calls of functions. */
final class CallHandler {
    private final RestRequest request;
    private final Catalogue catalogue;
    private final int maxRows;

    private CallHandler(RestRequest request, Catalogue catalogue, int maxRows) {
        this.request = request;
        this.catalogue = catalogue;
        this.maxRows = maxRows;
    }

    static Reply answer(RestRequest request, Catalogue catalogue, int maxRows, Connection connection)
            throws SQLException {
        return new CallHandler(request, catalogue, maxRows).answer(connection);
    }

    private Reply answer(Connection connection) throws SQLException {
        Function function;
        Set<String> queried = Set.of();
        var call = new Sql();
        if (request.reads()) {
            queried = arguments(request.query());
            function = catalogue.function(request.schema(), request.name(), queried, false);
            CallSql.withQuery(call, function, queried, request.query());
        } else {
            var rows = Rows.read(request.contentType(), request.body().isBlank() ? "{}" : request.body(), false);
            function = catalogue.function(request.schema(), request.name(), rows.names(), true);
            CallSql.withBody(call, function, rows.names(), rows.json());
        }
        if (request.reads() || !function.writes()) {
            try (var statement = connection.createStatement()) {
                statement.execute("set local transaction_read_only = on");
            }
        }
        return answer(connection, function, call, queried);
    }

    private Reply answer(Connection connection, Function function, Sql call, Set<String> queried) throws SQLException {
        var relation = relation(function);
        var root = new Planner(catalogue).plan(relation, function.name(), request.query(), queried);
        ReadHandler.applyRange(root, request.range());
        var counted = new Sql().add("with pgrst_call as (").add(call).add(") select 1");
        ReadSql.from(counted, root, "pgrst_call", true);
        if (function.set()) {
            Planner.cap(root, maxRows);
        }
        var sql = new Sql().add("with pgrst_call as (").add(call).add("), pgrst_source as (");
        ReadSql.query(sql, root, "pgrst_call", true);
        sql.add(")");
        Result.finish(sql, body(function), "0");
        var result = Result.of(connection, sql);
        if (function.set()) {
            ReadHandler.requireOne(request, result);
        }
        var most = request.prefer().maxAffected();
        if (most != null && result.page() > most) {
            throw ChangeHandler.tooMany(result.page());
        }
        if (function.isVoid()) {
            return result.shape(new Reply(204, null, null)).with("Content-Range", "*/*");
        }
        var total = request.prefer().get("count") == null || function.writes()
                ? count(result)
                : ReadHandler.total(request, counted, maxRows, connection);
        return ReadHandler.page(request, result, root.offset(), total);
    }

    /** Counting a function's rows would call it again, which one that writes must not be. */
    private Long count(Result result) {
        return request.prefer().get("count") == null ? null : Long.valueOf(result.page());
    }

    private String body(Function function) {
        if (request.form() == Form.CSV
                || function.rows() && (function.set() || request.form().isObject())) {
            return request.form().expression();
        }
        if (function.rows()) {
            return (request.form().isStripped() ? Form.STRIPPED_OBJECT : Form.OBJECT).expression();
        }
        return function.set()
                ? "coalesce(json_agg(t." + CallSql.SCALAR + "), '[]')::text"
                : "coalesce((json_agg(t." + CallSql.SCALAR + ") -> 0)::text, 'null')";
    }

    private Relation relation(Function function) {
        if (function.table() == null) {
            return null;
        }
        var dot = function.table().indexOf('.');
        return catalogue.find(
                function.table().substring(0, dot), function.table().substring(dot + 1));
    }

    /** The arguments of a call by GET: what has a name that is no word of the dialect and a value that is no filter. */
    private static Set<String> arguments(Query query) {
        var names = new LinkedHashSet<String>();
        for (var parameter : query.parameters()) {
            var isWord = Set.of("select", "order", "limit", "offset", "columns", "on_conflict", "apikey", "and", "or")
                            .contains(parameter.name())
                    || parameter.name().contains(".");
            if (!isWord && !FilterParser.looksLikeFilter(parameter.value())) {
                names.add(parameter.name());
            }
        }
        return names;
    }
}
