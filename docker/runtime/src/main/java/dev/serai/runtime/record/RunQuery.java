package dev.serai.runtime.record;

/**
 * Which runs are looked for, the newest first.
 *
 * @param workflow null for all
 * @param state null for all
 * @param text what the id, the input, the output or the error contains; null for all
 * @param before the id of a run: only older ones; null for the newest
 */
public record RunQuery(String workflow, RunState state, String text, String before, int limit) {

    private static final int MOST = 500;

    public RunQuery {
        limit = Math.min(Math.max(1, limit), MOST);
    }

    public static RunQuery newest(int limit) {
        return new RunQuery(null, null, null, null, limit);
    }
}
