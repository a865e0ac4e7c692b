package dev.serai.offline.supabase.rest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A table in a request: the one that it is about, or a related one. */
final class Node {
    private final Relation relation;
    private final String alias;
    private final String lateral;
    private final Node parent;
    private final Selected.Related wish;
    private final Relationship via;
    private final List<Selected> items;
    private final List<Node> children = new ArrayList<>();
    private final List<Condition> where = new ArrayList<>();
    private List<OrderTerm> order = List.of();
    private Long limit;
    private long offset;

    /** The table that the request is about; it may be null for a function's rows. */
    Node(Relation relation, String alias, List<Selected> items) {
        this(relation, alias, null, null, null, null, items);
    }

    Node(
            Relation relation,
            String alias,
            String lateral,
            Node parent,
            Selected.Related wish,
            Relationship via,
            List<Selected> items) {
        this.relation = relation;
        this.alias = alias;
        this.lateral = lateral;
        this.parent = parent;
        this.wish = wish;
        this.via = via;
        this.items = items;
    }

    Relation relation() {
        return relation;
    }

    String alias() {
        return alias;
    }

    String lateral() {
        return lateral;
    }

    Node parent() {
        return parent;
    }

    Selected.Related wish() {
        return wish;
    }

    Relationship via() {
        return via;
    }

    List<Selected> items() {
        return items;
    }

    List<Node> children() {
        return children;
    }

    List<Condition> where() {
        return where;
    }

    List<OrderTerm> order() {
        return order;
    }

    void order(List<OrderTerm> terms) {
        order = terms;
    }

    /** The most rows asked for, or null. */
    Long limit() {
        return limit;
    }

    void limit(Long most) {
        limit = most;
    }

    long offset() {
        return offset;
    }

    void offset(long rows) {
        offset = rows;
    }

    Node child(Selected.Related wanted) {
        return children.stream().filter(c -> c.wish == wanted).findFirst().orElseThrow();
    }

    /** The related resource of that name or alias, or null. */
    Node child(String name) {
        return children.stream()
                .filter(c -> c.wish.resultName().equals(name))
                .findFirst()
                .or(() -> children.stream()
                        .filter(c -> c.wish.target().equals(name))
                        .findFirst())
                .orElse(null);
    }

    /** The names of the values in the answer; a function's rows can't be told beforehand. */
    List<String> resultNames() {
        var names = new ArrayList<String>();
        for (var item : items) {
            if (item instanceof Selected.One one) {
                names.add(one.resultName());
            } else if (item instanceof Selected.Related related) {
                if (related.spread()) {
                    names.addAll(child(related).resultNames());
                } else if (!related.items().isEmpty()) {
                    names.add(related.resultName());
                }
            } else {
                relation.columns().forEach(c -> names.add(c.name()));
            }
        }
        return names;
    }

    /** The columns that the answer is made from. */
    Set<String> neededColumns() {
        var needed = new LinkedHashSet<String>();
        for (var item : items) {
            if (item instanceof Selected.One one) {
                needed.add(one.field().name());
            } else if (item instanceof Selected.All) {
                relation.columns().forEach(c -> needed.add(c.name()));
            }
        }
        children.forEach(c -> needed.addAll(c.via.needed()));
        order.stream()
                .filter(o -> o.related() == null)
                .forEach(o -> needed.add(o.field().name()));
        return needed;
    }
}
