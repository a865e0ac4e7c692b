package dev.serai.runtime.record;

import java.util.List;

/** Hears of runs that began or changed, when they are written. It must be quick: the writer waits for it. */
@FunctionalInterface
public interface RunListener {

    /** @param runs the newest of those that changed, not all when there are many */
    void changed(List<RunSummary> runs);
}
