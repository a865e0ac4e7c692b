package dev.serai.items.step;

import dev.serai.items.model.Outputs;

/** What is done with a list. Its options are read once, when it is made. */
public interface Step {

    Outputs run(StepCall call);

    /** Whether it has something to do where nothing comes in. */
    default boolean runsWithoutItems() {
        return false;
    }
}
