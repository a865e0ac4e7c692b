package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Compares two lists: what is in the first only, the same in both, different, in the second only. */
final class CompareStep implements Step {

    private static final List<String> NAMES = List.of("firstOnly", "same", "different", "secondOnly");

    private final Matching matching;
    private final String prefer;
    private final List<String> skip;
    private final boolean dots;

    CompareStep(ItemsConfiguration options) {
        matching = new Matching(options);
        prefer = Options.oneOf(options.getPrefer(), "prefer", "first", "last", "both", "mix");
        skip = Options.list(options.getSkip());
        dots = options.isDots();
    }

    @Override
    public boolean runsWithoutItems() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        if (call.inputs().size() != 2) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION,
                    "items:compare needs two inputs, there are " + call.inputs().size());
        }
        var first = call.inputs().get(0);
        var second = call.inputs().get(1);
        var lists = Outputs.empty(NAMES);
        var taken = new boolean[second.size()];
        var partners = matching.partners(first, second);
        for (int a = 0; a < first.size(); a++) {
            if (partners.get(a).isEmpty()) {
                lists.get(0).add(first.get(a).linked(List.of(new Link(a, 0))));
            }
            for (int b : partners.get(a)) {
                taken[b] = true;
                var left = first.get(a);
                var right = second.get(b);
                if (rest(left.json(), true).equals(rest(right.json(), false))) {
                    lists.get(1).add(left.linked(List.of(new Link(a, 0))));
                } else {
                    lists.get(2).add(different(left, a, right, b));
                }
            }
        }
        for (int b = 0; b < second.size(); b++) {
            if (!taken[b]) {
                lists.get(3).add(second.get(b).linked(List.of(new Link(b, 1))));
            }
        }
        return new Outputs(NAMES, lists);
    }

    /** What is compared: everything but the fields that made them partners, and those that may differ. */
    private Object rest(Map<String, Object> json, boolean first) {
        var rest = json;
        for (var pair : matching.fields().entrySet()) {
            rest = Fields.without(rest, first ? pair.getKey() : pair.getValue(), dots);
        }
        for (var field : skip) {
            rest = Fields.without(rest, field, dots);
        }
        return Values.key(rest);
    }

    private Item different(Item a, int left, Item b, int right) {
        return switch (prefer) {
            case "first" -> a.linked(List.of(new Link(left, 0)));
            case "last" -> b.linked(List.of(new Link(right, 1)));
            case "mix" -> {
                var mixed = b.copy();
                mixed.putAll(a.json());
                yield a.withJson(mixed).linked(List.of(new Link(left, 0), new Link(right, 1)));
            }
            default -> new Item(both(a.json(), b.json()), null, List.of(new Link(left, 0), new Link(right, 1)), null);
        };
    }

    private Map<String, Object> both(Map<String, Object> a, Map<String, Object> b) {
        var keys = new LinkedHashMap<String, Object>();
        matching.fields().forEach((left, right) -> keys.put(left, Fields.get(a, left, dots)));
        var same = new LinkedHashMap<String, Object>();
        var different = new LinkedHashMap<String, Object>();
        var skipped = new LinkedHashMap<String, Object>();
        var names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        for (var name : names) {
            if (a.containsKey(name) && b.containsKey(name) && Values.same(a.get(name), b.get(name))) {
                same.put(name, a.get(name));
            } else {
                var both = new LinkedHashMap<String, Object>();
                both.put("inputA", a.get(name));
                both.put("inputB", b.get(name));
                (skip.contains(name) ? skipped : different).put(name, both);
            }
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("keys", keys);
        all.put("same", same);
        all.put("different", different);
        if (!skipped.isEmpty()) {
            all.put("skipped", skipped);
        }
        return all;
    }
}
