package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one list of several. */
final class MergeStep implements Step {

    /** All combinations of two long lists would be longer than memory. */
    private static final int MOST = 1_000_000;

    private final String mode;
    private final Clash clash;
    private final boolean unpaired;
    private final int choose;
    private final Matching matching;

    MergeStep(ItemsConfiguration options) {
        mode = Options.oneOf(
                options.getMode() == null ? options.getOn() == null ? "append" : "fields" : options.getMode(),
                "mode",
                "append",
                "position",
                "combinations",
                "fields",
                "choose");
        clash = new Clash(
                Options.oneOf(options.getPrefer(), "prefer", "first", "last", "both"),
                options.isDeep(),
                options.isKeepFilled());
        unpaired = options.isUnpaired();
        choose = options.getChoose();
        matching = mode.equals("fields") ? new Matching(options) : null;
    }

    @Override
    public boolean runsWithoutItems() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var inputs = call.inputs();
        return Outputs.single(
                switch (mode) {
                    case "append" -> append(inputs);
                    case "choose" -> chosen(inputs);
                    case "position" -> byPosition(inputs);
                    case "combinations" -> combinations(inputs);
                    default -> matching.join(two(inputs).get(0), inputs.get(1), clash);
                });
    }

    private static List<Item> append(List<Items> inputs) {
        var out = new ArrayList<Item>();
        for (int input = 0; input < inputs.size(); input++) {
            for (int i = 0; i < inputs.get(input).size(); i++) {
                out.add(linked(inputs.get(input), i, input));
            }
        }
        return out;
    }

    private static Item linked(Items list, int item, int input) {
        return list.get(item).linked(List.of(new Link(item, input)));
    }

    private List<Item> chosen(List<Items> inputs) {
        if (choose == 0) {
            var links = new ArrayList<Link>();
            for (int input = 0; input < inputs.size(); input++) {
                for (int i = 0; i < inputs.get(input).size(); i++) {
                    links.add(new Link(i, input));
                }
            }
            return List.of(Item.empty().linked(links));
        }
        if (choose < 1 || choose > inputs.size()) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, "choose=" + choose + ", but there are " + inputs.size() + " inputs");
        }
        var out = new ArrayList<Item>();
        for (int i = 0; i < inputs.get(choose - 1).size(); i++) {
            out.add(linked(inputs.get(choose - 1), i, choose - 1));
        }
        return out;
    }

    private List<Item> byPosition(List<Items> inputs) {
        var sizes = inputs.stream().mapToInt(List::size);
        int length = unpaired ? sizes.max().orElse(0) : sizes.min().orElse(0);
        var out = new ArrayList<Item>();
        for (int i = 0; i < length; i++) {
            Item merged = null;
            for (int input = 0; input < inputs.size(); input++) {
                if (i < inputs.get(input).size()) {
                    var next = linked(inputs.get(input), i, input);
                    merged = merged == null ? next : clash.merge(merged, next);
                }
            }
            out.add(merged);
        }
        return out;
    }

    private List<Item> combinations(List<Items> inputs) {
        two(inputs);
        if ((long) inputs.get(0).size() * inputs.get(1).size() > MOST) {
            throw new ItemsException(ItemsError.TOO_LARGE, "there are more than " + MOST + " combinations");
        }
        var out = new ArrayList<Item>();
        // The input whose values are taken is the outer loop, if that is the first.
        boolean turned = clash.prefer().equals("first");
        var outer = inputs.get(turned ? 1 : 0);
        var inner = inputs.get(turned ? 0 : 1);
        for (int a = 0; a < outer.size(); a++) {
            for (int b = 0; b < inner.size(); b++) {
                out.add(clash.merge(
                        linked(inputs.get(0), turned ? b : a, 0), linked(inputs.get(1), turned ? a : b, 1)));
            }
        }
        return out;
    }

    private List<Items> two(List<Items> inputs) {
        if (inputs.size() != 2) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, "mode=" + mode + " needs two inputs, there are " + inputs.size());
        }
        return inputs;
    }

    /** How two items become one. */
    record Clash(String prefer, boolean deep, boolean keepFilled) {

        Item merge(Item a, Item b) {
            var json = new LinkedHashMap<String, Object>();
            if (prefer.equals("both")) {
                json.putAll(named(a, 1).json());
                json.putAll(named(b, 2).json());
            } else {
                json.putAll(a.json());
                b.json().forEach((key, value) -> json.merge(key, value == null ? NOTHING : value, this::pick));
                json.replaceAll((key, value) -> value == NOTHING ? null : value);
            }
            var files = new LinkedHashMap<String, Binary>(prefer.equals("first") ? b.binary() : a.binary());
            files.putAll(prefer.equals("first") ? a.binary() : b.binary());
            var links = new ArrayList<>(a.links());
            links.addAll(b.links());
            return new Item(json, files, links, null);
        }

        /** An item without a partner has the number of its input too. */
        Item alone(Item item, int input) {
            return prefer.equals("both") ? named(item, input) : item;
        }

        private static Item named(Item item, int input) {
            var json = new LinkedHashMap<String, Object>();
            item.json().forEach((key, value) -> json.put(key + "_" + input, value));
            return item.withJson(json);
        }

        private static final Object NOTHING = new Object();

        private static boolean blank(Object value) {
            return value == null || value == NOTHING || value.equals("");
        }

        private Object pick(Object a, Object b) {
            if (deep && a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
                var merged = new LinkedHashMap<Object, Object>(x);
                y.forEach((key, value) -> merged.put(
                        key,
                        merged.containsKey(key) && value != null && merged.get(key) != null
                                ? pick(merged.get(key), value)
                                : value));
                return merged;
            }
            boolean first = prefer.equals("first");
            if (keepFilled && blank(first ? a : b)) {
                first = !first;
            }
            return first ? a : b;
        }
    }
}
