package dev.serai.agent.run;

import java.time.Instant;

/**
 * Something that was done and must not be done again.
 *
 * @param number counted from 0 without a gap
 * @param data as JSON: a store keeps it as it is
 */
public record RunStep(int number, Kind kind, Instant at, String data) {

    /** What was done. */
    public enum Kind {
        /** The model answered. */
        MODEL,
        /** A tool gave its result, or failed for good. */
        TOOL,
        /** A call was parked. */
        PARKED,
        /** A person decided. */
        DECIDED,
        /** The run ended with an answer. */
        DONE,
        /** The run ended with an error. */
        FAILED
    }
}
