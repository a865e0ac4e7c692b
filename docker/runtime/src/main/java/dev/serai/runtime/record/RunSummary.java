package dev.serai.runtime.record;

import java.time.Duration;
import java.time.Instant;

/**
 * A run as lists show it.
 *
 * @param workflow the id of the route that it began in
 * @param origin where it came from, without secrets; null when nobody knows
 * @param took null when it is not over
 * @param steps how many were recorded
 * @param lost how many steps were not, because too much waited to be written or a run had too many
 * @param input the beginning of what it began with
 * @param output the beginning of what it came to
 * @param error null when it did not fail
 * @param againOf the run that was done again; null for a first one
 * @param againStep where it was gone on from; -1 for the start
 */
public record RunSummary(
        String id,
        String workflow,
        String origin,
        RunState state,
        Instant began,
        Duration took,
        int steps,
        int lost,
        long promptTokens,
        long outputTokens,
        String input,
        String output,
        String error,
        String againOf,
        long againStep) {}
