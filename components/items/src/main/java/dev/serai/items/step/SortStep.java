package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Sorts a list. What is equal stays in its order. */
final class SortStep implements Step {

    private record Key(String field, boolean falls) {}

    private final List<Key> keys;
    private final String mode;
    private final String code;
    private final boolean dots;

    SortStep(ItemsConfiguration options) {
        mode = Options.oneOf(
                options.getMode() == null ? options.getCode() == null ? "fields" : "code" : options.getMode(),
                "mode",
                "fields",
                "random",
                "code");
        keys = mode.equals("fields")
                ? Options.needList(options.getBy(), "by", "sort").stream()
                        .map(SortStep::key)
                        .toList()
                : List.of();
        code = mode.equals("code") ? Options.need(options.getCode(), "code", "sort") : null;
        dots = options.isDots();
    }

    private static Key key(String text) {
        var falls = text.toLowerCase(Locale.ROOT).endsWith(" desc");
        return new Key(text.replaceFirst("(?i)\\s+(asc|desc)$", ""), falls);
    }

    @Override
    public Outputs run(StepCall call) {
        var items = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            items.add(call.items().get(i).linked(i));
        }
        switch (mode) {
            case "random" -> Collections.shuffle(items);
            case "code" -> {
                return byCode(call, items);
            }
            default -> byFields(items);
        }
        return Outputs.single(items);
    }

    private void byFields(List<Item> items) {
        for (var key : keys) {
            if (!items.isEmpty() && items.stream().noneMatch(item -> Fields.has(item.json(), key.field(), dots))) {
                throw new ItemsException(ItemsError.NO_FIELD, "no item has the field '" + key.field() + "' to sort by");
            }
        }
        Comparator<Item> order = (a, b) -> 0;
        for (var key : keys) {
            order = order.thenComparing((a, b) -> compare(key, a, b));
        }
        sort(items, order);
    }

    /** Values of different kinds have no order that holds for all of them, which Java's own sort would refuse. */
    private static void sort(List<Item> items, Comparator<Item> order) {
        if (items.size() < 2) {
            return;
        }
        var left = new ArrayList<>(items.subList(0, items.size() / 2));
        var right = new ArrayList<>(items.subList(items.size() / 2, items.size()));
        sort(left, order);
        sort(right, order);
        int a = 0;
        int b = 0;
        for (int i = 0; i < items.size(); i++) {
            boolean first = b == right.size() || a < left.size() && order.compare(left.get(a), right.get(b)) <= 0;
            items.set(i, first ? left.get(a++) : right.get(b++));
        }
    }

    /** Without regard to case, as n8n does it; what lacks the field comes last, whichever way it goes. */
    private int compare(Key key, Item a, Item b) {
        var has = Fields.has(a.json(), key.field(), dots);
        if (!has || !Fields.has(b.json(), key.field(), dots)) {
            return has ? -1 : Fields.has(b.json(), key.field(), dots) ? 1 : 0;
        }
        var order = Values.order(
                folded(Fields.get(a.json(), key.field(), dots)), folded(Fields.get(b.json(), key.field(), dots)));
        return key.falls() ? -order : order;
    }

    private static Object folded(Object value) {
        return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }

    /** The code compares a and b. Only the order comes back, so nothing but the order can change. */
    private Outputs byCode(StepCall call, List<Item> items) {
        var program = "const list = $input.all(); return list.map((one, index) => index).sort((x, y) => "
                + "((a, b) => {" + code + "\n})(list[x], list[y]));";
        if (call.session().code(program, call.scope()) instanceof List<?> order && order.size() == items.size()) {
            var sorted = new ArrayList<Item>();
            order.forEach(index -> sorted.add(items.get(((Number) index).intValue())));
            return Outputs.single(sorted);
        }
        throw new ItemsException(ItemsError.BAD_RESULT, "the code to sort by gave no order");
    }
}
