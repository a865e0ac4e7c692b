package dev.serai.items.step;

import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;

/** What is done with a list. Its options are read once, when it is made. */
public interface Step {

    Outputs run(StepCall call);

    /** Whether it has something to do where nothing comes in. */
    default boolean runsWithoutItems() {
        return false;
    }

    /** Whether it works on one item after the other, so that one can fail without the others. */
    default boolean isForEachItem() {
        return false;
    }

    /** Whether its failure as a whole is an item, instead of letting the list through. */
    default boolean isTelling() {
        return false;
    }

    /** The output of items that it fails on while the flow goes on. */
    default String mainOutput() {
        return "main";
    }

    /** What it gives for an item that it failed on while the flow goes on; null where that is the failure itself. */
    default Outputs instead(Item item) {
        return null;
    }
}
