package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.util.List;

/** Splits a list in two: items that pass a condition, and the others, which a filter drops. */
final class FilterStep implements Step {

    private static final List<String> NAMES = List.of("true", "false");

    private final Conditions conditions;
    private final boolean both;

    FilterStep(ItemsConfiguration options, boolean both) {
        conditions = Conditions.of(options, both ? "if" : "filter");
        this.both = both;
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public Outputs instead(Item item) {
        return both ? new Outputs(NAMES, List.of(List.of(), List.of(item))) : Outputs.single(List.of());
    }

    @Override
    public Outputs run(StepCall call) {
        var lists = Outputs.empty(NAMES);
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            lists.get(conditions.test(call, i) ? 0 : 1).add(item.linked(i));
        }
        return both ? new Outputs(NAMES, lists) : Outputs.single(lists.get(0));
    }
}
