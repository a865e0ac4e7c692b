package dev.serai.runtime.record;

import java.util.List;

/** A run with its steps, in the order in which they began. */
public record RunDetail(RunSummary run, List<StepRecord> steps) {}
