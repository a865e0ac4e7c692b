package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a table leads to another.
 *
 * @param first the key between the two, or the one of the join table to where the way begins
 * @param join the join table, or null
 * @param second the join table's key to where the way leads, or null
 */
record Relationship(Kind kind, Relation from, Relation target, ForeignKey first, Relation join, ForeignKey second) {
    /** How many rows stand on either side. */
    enum Kind {
        MANY_TO_ONE("many-to-one"),
        ONE_TO_ONE("one-to-one"),
        ONE_TO_MANY("one-to-many"),
        MANY_TO_MANY("many-to-many");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    boolean toOne() {
        return kind == Kind.MANY_TO_ONE || kind == Kind.ONE_TO_ONE;
    }

    /** True where the key stands in the table that the way begins at. */
    private boolean outward() {
        return kind == Kind.MANY_TO_ONE || kind == Kind.ONE_TO_ONE && first.from(from);
    }

    /** Adds the condition that a row of the target belongs to a row of where the way begins. */
    void on(Sql sql, String fromAlias, String targetAlias, String joinAlias) {
        if (kind == Kind.MANY_TO_MANY) {
            equal(sql, joinAlias, first.columns(), fromAlias, first.toColumns());
            sql.add(" and ");
            equal(sql, joinAlias, second.columns(), targetAlias, second.toColumns());
        } else if (outward()) {
            equal(sql, targetAlias, first.toColumns(), fromAlias, first.columns());
        } else {
            equal(sql, targetAlias, first.columns(), fromAlias, first.toColumns());
        }
    }

    /** The columns that a row needs so that its related rows are found. */
    List<String> needed() {
        return outward() ? first.columns() : first.toColumns();
    }

    private static void equal(Sql sql, String a, List<String> columns, String b, List<String> others) {
        for (var i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "" : " and ").column(a, columns.get(i)).add(" = ").column(b, others.get(i));
        }
    }

    private boolean named(String target) {
        return target().name().equals(target) && !(from.equals(target()) && outward())
                || kind != Kind.MANY_TO_MANY && first.name().equals(target)
                || outward() && first.columns().equals(List.of(target));
    }

    private boolean hinted(String hint) {
        return hint == null
                || (kind == Kind.MANY_TO_MANY
                        ? join.name().equals(hint)
                        : first.name().equals(hint) || first.columns().equals(List.of(hint)));
    }

    /** Finds the one relationship that a request means. */
    static Relationship find(Catalogue catalogue, Relation from, String target, String hint) {
        var found = all(catalogue, from).stream()
                .filter(r -> r.named(target) && r.hinted(hint))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw none(catalogue, from, target, hint);
        }
        throw ambiguous(from, target, found);
    }

    private static List<Relationship> all(Catalogue catalogue, Relation from) {
        var all = new ArrayList<Relationship>();
        for (var key : catalogue.keys()) {
            if (key.from(from)) {
                var kind = key.unique() ? Kind.ONE_TO_ONE : Kind.MANY_TO_ONE;
                all.add(new Relationship(kind, from, catalogue.find(key.toSchema(), key.toTable()), key, null, null));
            }
            if (key.to(from)) {
                var owner = catalogue.find(key.schema(), key.table());
                var kind = key.unique() ? Kind.ONE_TO_ONE : Kind.ONE_TO_MANY;
                all.add(new Relationship(kind, from, owner, key, null, null));
                if (owner != null) {
                    throughJoin(catalogue, from, key, owner, all);
                }
            }
        }
        // What leads into a schema that isn't offered leads nowhere.
        all.removeIf(r -> r.target() == null);
        return all;
    }

    /** A table is a join table where the columns of both keys belong to its primary key. */
    private static void throughJoin(
            Catalogue catalogue, Relation from, ForeignKey key, Relation join, List<Relationship> all) {
        for (var other : catalogue.keys()) {
            if (other.from(join)
                    && !other.equals(key)
                    && join.key().containsAll(key.columns())
                    && join.key().containsAll(other.columns())) {
                var target = catalogue.find(other.toSchema(), other.toTable());
                all.add(new Relationship(Kind.MANY_TO_MANY, from, target, key, join, other));
            }
        }
    }

    private static RestError none(Catalogue catalogue, Relation from, String target, String hint) {
        var related = catalogue.find(from.schema(), target);
        if (from.view() || related != null && related.view()) {
            return RestError.notDone("relationships of views, here between " + from.name() + " and " + target);
        }
        if (catalogue.functions().stream()
                .anyMatch(f -> f.name().equals(target)
                        && f.arguments().size() == 1
                        && f.arguments().get(0).type().endsWith(from.name()))) {
            return RestError.notDone("relationships by functions, here " + target);
        }
        return new RestError(
                400,
                "PGRST200",
                "Could not find a relationship between '" + from.name() + "' and '" + target + "' in the schema cache",
                "Searched for a foreign key relationship between '" + from.name() + "' and '" + target + "'"
                        + (hint == null ? "" : " using the hint '" + hint + "'") + " in the schema '"
                        + from.schema() + "', but no matches were found.",
                all(catalogue, from).stream()
                        .map(r -> r.target().name())
                        .filter(n -> Similarity.near(n, target) && !n.equals(target))
                        .findFirst()
                        .map(n -> "Perhaps you meant '" + n + "' instead of '" + target + "'.")
                        .orElse(null));
    }

    private static RestError ambiguous(Relation from, String target, List<Relationship> found) {
        var details = Json.array();
        found.forEach(r -> details.add(r.described()));
        return new RestError(
                300,
                "PGRST201",
                "Could not embed because more than one relationship was found for '" + from.name() + "' and '" + target
                        + "'",
                (JsonNode) details,
                "Try changing '" + target + "' to one of the following: "
                        + found.stream()
                                .map(r -> "'" + target + "!" + r.hint() + "'")
                                .collect(Collectors.joining(", "))
                        + ". Find the desired relationship in the 'details' key.");
    }

    private String hint() {
        return kind == Kind.MANY_TO_MANY ? join.name() : first.name();
    }

    private JsonNode described() {
        String how;
        if (kind == Kind.MANY_TO_MANY) {
            how = join.name() + " using " + first.name() + "(" + String.join(", ", first.columns()) + ") and "
                    + second.name() + "(" + String.join(", ", second.columns()) + ")";
        } else {
            how = first.name() + " using "
                    + (outward() ? first.from() + " and " + first.to() : first.to() + " and " + first.from());
        }
        return Json.object()
                .put("cardinality", kind.text)
                .put("embedding", from.name() + " with " + target.name())
                .put("relationship", how);
    }
}
