package dev.serai.offline.supabase.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables, foreign keys and functions that the API offers. */
record Catalogue(long version, List<Relation> relations, List<ForeignKey> keys, List<Function> functions) {
    Relation find(String schema, String name) {
        return relations.stream()
                .filter(r -> r.schema().equals(schema) && r.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    Relation relation(String schema, String name) {
        var found = find(schema, name);
        if (found != null) {
            return found;
        }
        var near = relations.stream()
                .filter(r -> r.schema().equals(schema))
                .map(Relation::name)
                .filter(n -> Similarity.near(n, name))
                .min(Comparator.comparingInt(n -> Similarity.distance(n, name)))
                .map(n -> "Perhaps you meant the table '" + schema + "." + n + "'")
                .orElse(null);
        throw new RestError(
                404,
                "PGRST205",
                "Could not find the table '" + schema + "." + name + "' in the schema cache",
                (String) null,
                near);
    }

    /** The function that takes exactly these arguments; with {@code json} also one that takes the whole body. */
    Function function(String schema, String name, Set<String> arguments, boolean json) {
        var named = functions.stream()
                .filter(f -> f.schema().equals(schema) && f.name().equals(name))
                .toList();
        var fitting = named.stream().filter(f -> f.takes(arguments)).toList();
        if (fitting.isEmpty() && json) {
            fitting = named.stream()
                    .filter(f -> f.whole() != null && f.whole().type().startsWith("json"))
                    .toList();
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.isEmpty()) {
            throw missing(schema, name, arguments, json, named);
        }
        var candidates = fitting.stream().map(Function::withTypes).collect(Collectors.joining(", "));
        throw new RestError(
                300,
                "PGRST203",
                "Could not choose the best candidate function between: " + candidates,
                (String) null,
                "Try renaming the parameters or the function itself in the database so function overloading can be"
                        + " resolved");
    }

    private RestError missing(String schema, String name, Set<String> arguments, boolean json, List<Function> named) {
        var names = arguments.stream().sorted().collect(Collectors.joining(", "));
        var full = schema + "." + name;
        var with = switch (arguments.size()) {
            case 0 -> " without parameters";
            case 1 -> " with parameter " + names;
            default -> " with parameters " + names;
        };
        var near = named.isEmpty()
                ? functions.stream()
                        .filter(f -> f.schema().equals(schema) && Similarity.near(f.name(), name))
                        .min(Comparator.comparingInt(f -> Similarity.distance(f.name(), name)))
                        .map(f -> "Perhaps you meant to call the function " + schema + "." + f.name())
                        .orElse(null)
                : "Perhaps you meant to call the function " + named.get(0).withArguments();
        return new RestError(
                404,
                "PGRST202",
                "Could not find the function " + full
                        + (arguments.isEmpty() ? " without parameters" : "(" + names + ")") + " in the schema cache",
                "Searched for the function " + full + with
                        + (json ? " or with a single unnamed json/jsonb parameter" : "")
                        + ", but no matches were found in the schema cache.",
                near);
    }
}
