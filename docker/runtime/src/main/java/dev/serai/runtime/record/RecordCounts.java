package dev.serai.runtime.record;

import java.util.Map;

/**
 * How much there is.
 *
 * @param runs by state
 * @param bytes of their steps
 * @param waiting how many wait to be written
 * @param lostRuns how many were not recorded since the start, because too much waited or the database failed
 * @param lostSteps the same of steps
 * @param faults how many steps could not be noted because of an error in recording
 */
public record RecordCounts(
        Map<RunState, Long> runs, long bytes, int waiting, long lostRuns, long lostSteps, long faults) {}
