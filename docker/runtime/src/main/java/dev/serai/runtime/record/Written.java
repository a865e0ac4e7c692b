package dev.serai.runtime.record;

import java.util.ArrayList;
import java.util.List;

/** What the writer has written of a run that is not over. */
final class Written {

    /** Whether there is a row. */
    boolean row;
    /** Steps that had not ended when they were taken. */
    final List<Step> open = new ArrayList<>();

    RunState state;
    int steps;
    int lost;
    long promptTokens;
    long outputTokens;
    /** When it is looked at next, in nanoseconds since it began. */
    long due;

    int parts;

    Written(boolean row) {
        this.row = row;
    }
}
