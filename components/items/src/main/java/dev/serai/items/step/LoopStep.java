package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a list in batches: a batch each time it is called, and everything that came back in the end. What it still has to
 * do is kept in the run, under the loop's name, so loops within loops each have their own.
 */
final class LoopStep implements Step {

    /** Before the name of a loop: whether its current batch is the last, for expressions. */
    private static final String LAST = "last:";

    private static final List<String> NAMES = List.of("done", "loop");

    private record State(Items all, int next, List<Item> results) {}

    private final String name;
    private final int size;
    private final boolean reset;

    LoopStep(ItemsConfiguration options) {
        name = "loop:" + Options.need(options.getName(), "name, or to", "loop");
        size = size(options);
        reset = options.isReset();
    }

    static int size(ItemsConfiguration options) {
        if (options.getBatchSize() < 1) {
            throw new ItemsException(ItemsError.BAD_OPTION, "batchSize=" + options.getBatchSize());
        }
        return options.getBatchSize();
    }

    @Override
    public Outputs run(StepCall call) {
        var states = call.scope().run().state();
        var state = reset ? null : (State) states.get(name);
        if (state == null) {
            state = new State(call.items(), 0, new ArrayList<>());
        } else {
            state.results().addAll(call.items());
        }
        if (state.next() >= state.all().size()) {
            // The next call begins a new loop.
            states.remove(name);
            var results = Items.of(state.results());
            return new Outputs(NAMES, List.of(results.each(item -> item), Items.NONE), List.of(results));
        }
        int end = Math.min(state.next() + size, state.all().size());
        states.put(LAST + call.scope().node(), end == state.all().size());
        var batch = new ArrayList<Item>();
        for (int i = state.next(); i < end; i++) {
            batch.add(state.all().get(i).linked(i));
        }
        states.put(name, new State(state.all(), end, state.results()));
        return new Outputs(NAMES, List.of(Items.NONE, batch), List.of(state.all()));
    }
}
