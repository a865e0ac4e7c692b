package dev.serai.agent.run;

import java.util.List;

/** A run and all that was done in it. */
public record RunHistory(RunRecord run, List<RunStep> steps) {

    public RunHistory {
        steps = List.copyOf(steps);
    }
}
