package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds partners in another list: items whose fields have the same values. */
final class Matching {

    /** Two long lists of items that are all partners would make more pairs than memory holds. */
    private static final long MOST = 1_000_000;

    private final Map<String, String> fields;
    private final String join;
    private final String take;
    private final boolean firstOnly;
    private final boolean dots;

    Matching(ItemsConfiguration options) {
        fields = Options.pairs(Options.need(options.getOn(), "on", "merge"));
        join = Options.oneOf(options.getJoin(), "join", "inner", "left", "right", "outer", "anti");
        take = Options.oneOf(options.getTake(), "take", "both", "first", "last");
        firstOnly = options.isFirstMatch();
        dots = options.isDots();
    }

    /** For each item of the first list the numbers of its partners in the second. */
    List<List<Integer>> partners(Items first, Items second) {
        var byKey = new HashMap<Object, List<Integer>>();
        for (int b = 0; b < second.size(); b++) {
            var key = key(second.get(b), false);
            if (key != null) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(b);
            }
        }
        var found = new ArrayList<List<Integer>>();
        long pairs = 0;
        for (var item : first) {
            var key = key(item, true);
            var partners = key == null ? List.<Integer>of() : byKey.getOrDefault(key, List.of());
            found.add(firstOnly && partners.size() > 1 ? partners.subList(0, 1) : partners);
            pairs += found.get(found.size() - 1).size();
            if (pairs > MOST) {
                throw new ItemsException(
                        ItemsError.TOO_LARGE,
                        "more than " + MOST + " pairs of items have the same values of " + fields.keySet());
            }
        }
        return found;
    }

    /** Null when a field is missing: then there is nothing to match. */
    private Object key(Item item, boolean first) {
        var key = new LinkedHashMap<String, Object>();
        for (var pair : fields.entrySet()) {
            var name = first ? pair.getKey() : pair.getValue();
            if (!Fields.has(item.json(), name, dots)) {
                return null;
            }
            key.put(pair.getKey(), Fields.get(item.json(), name, dots));
        }
        return Values.key(key);
    }

    Map<String, String> fields() {
        return fields;
    }

    List<Item> join(Items first, Items second, MergeStep.Clash clash) {
        if (!take.equals("both") && join.equals("inner")) {
            return matched(first, second);
        }
        var out = new ArrayList<Item>();
        var alone = new ArrayList<Item>();
        var taken = new boolean[second.size()];
        var partners = partners(first, second);
        for (int a = 0; a < first.size(); a++) {
            var left = first.get(a).linked(List.of(new Link(a, 0)));
            if (partners.get(a).isEmpty()) {
                alone.add(source(clash.alone(left, 1), 1));
            }
            for (int b : partners.get(a)) {
                taken[b] = true;
                if (!join.equals("anti")) {
                    out.add(clash.merge(left, second.get(b).linked(List.of(new Link(b, 1)))));
                }
            }
        }
        if (join.equals("left") || join.equals("outer") || join.equals("anti") && !take.equals("last")) {
            out.addAll(alone);
        }
        for (int b = 0; b < second.size(); b++) {
            if (!taken[b]
                    && (join.equals("right") || join.equals("outer") || join.equals("anti") && !take.equals("first"))) {
                out.add(source(clash.alone(second.get(b).linked(List.of(new Link(b, 1))), 2), 2));
            }
        }
        return out;
    }

    /** What has no partner says where it is from, when both inputs are asked for. */
    private Item source(Item item, int input) {
        if (!join.equals("anti") || !take.equals("both")) {
            return item;
        }
        var json = item.copy();
        json.put("_source", "input" + input);
        return item.withJson(json);
    }

    /** The items of one input that have a partner, once each. */
    private List<Item> matched(Items first, Items second) {
        var partners = partners(first, second);
        var out = new ArrayList<Item>();
        if (take.equals("first")) {
            for (int a = 0; a < first.size(); a++) {
                if (!partners.get(a).isEmpty()) {
                    out.add(first.get(a).linked(List.of(new Link(a, 0))));
                }
            }
        } else {
            partners.stream()
                    .flatMap(List::stream)
                    .sorted()
                    .distinct()
                    .forEach(b -> out.add(second.get(b).linked(List.of(new Link(b, 1)))));
        }
        return out;
    }
}
