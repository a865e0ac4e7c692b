package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;

/** Lets only the first or the last items pass. */
final class LimitStep implements Step {

    private final int max;
    private final boolean last;

    LimitStep(ItemsConfiguration options) {
        max = Math.max(0, options.getMax());
        last = Options.oneOf(options.getKeep(), "keep", "first", "last").equals("last");
    }

    @Override
    public Outputs run(StepCall call) {
        var linked = call.items().each(item -> item);
        var size = linked.size();
        return Outputs.single(Items.of(
                last ? linked.subList(Math.max(0, size - max), size) : linked.subList(0, Math.min(max, size))));
    }
}
