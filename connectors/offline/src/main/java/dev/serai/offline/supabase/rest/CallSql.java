package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Query;
import java.util.Set;

/** Writes the call of a function. */
final class CallSql {
    static final String SCALAR = "pgrst_scalar";

    private CallSql() {}

    /** With arguments from a body. */
    static void withBody(Sql sql, Function function, Set<String> names, String json) {
        var whole = function.whole();
        if (whole != null && !function.takes(names)) {
            var call = new Sql();
            name(call, function);
            call.add("(").bind(json).add("::").add(whole.type()).add(")");
            select(sql, function, call);
            return;
        }
        var call = new Sql();
        name(call, function);
        call.add("(");
        var types = new Sql();
        var separator = "";
        for (var argument : function.arguments()) {
            if (names.contains(argument.name())) {
                call.add(separator).add(argument.variadic() ? "variadic " : "");
                call.name(argument.name()).add(" := pgrst_args.").name(argument.name());
                types.add(separator).name(argument.name()).add(" ").add(argument.type());
                separator = ", ";
            }
        }
        call.add(")");
        if (names.isEmpty()) {
            select(sql, function, call);
        } else {
            var from = new Sql();
            from.add("json_to_record(")
                    .bind(json)
                    .add("::json) as pgrst_args(")
                    .add(types)
                    .add("), lateral ");
            start(sql, function);
            sql.add(from).add(call);
            end(sql, function);
        }
    }

    /** With arguments from a query string; a variadic one may come several times. */
    static void withQuery(Sql sql, Function function, Set<String> names, Query query) {
        var call = new Sql();
        name(call, function);
        call.add("(");
        var separator = "";
        for (var argument : function.arguments()) {
            if (names.contains(argument.name())) {
                call.add(separator).add(argument.variadic() ? "variadic " : "");
                var values = query.all(argument.name());
                var value = argument.variadic() ? ReadSql.arrayLiteral(values) : values.get(values.size() - 1);
                call.name(argument.name())
                        .add(" := cast(")
                        .bind(value)
                        .add(" as ")
                        .add(argument.type())
                        .add(")");
                separator = ", ";
            }
        }
        select(sql, function, call.add(")"));
    }

    private static void select(Sql sql, Function function, Sql call) {
        start(sql, function);
        sql.add(call);
        end(sql, function);
    }

    private static void start(Sql sql, Function function) {
        sql.add("select pgrst_result.").add(function.rows() ? "*" : SCALAR).add(" from ");
    }

    private static void end(Sql sql, Function function) {
        sql.add(" as pgrst_result").add(function.rows() ? "" : "(" + SCALAR + ")");
    }

    private static void name(Sql sql, Function function) {
        sql.column(function.schema(), function.name());
    }
}
