package dev.serai.agent.run;

import java.time.Instant;

/**
 * A run as it began.
 *
 * @param sessionId null for a run without memory
 * @param input what the run works on, as JSON: a store keeps it as it is
 */
public record RunRecord(
        String id, String agent, String sessionId, RunStatus status, Instant begun, Instant updated, String input) {}
