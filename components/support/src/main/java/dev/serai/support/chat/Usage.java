package dev.serai.support.chat;

import java.time.Duration;

/**
 * What an answer cost. A count that the server did not give is -1, a duration null.
 *
 * @param load how long the model took to load
 * @param prompt how long the prompt took to read
 * @param output how long the answer took to write
 */
public record Usage(
        long promptTokens, long outputTokens, Duration total, Duration load, Duration prompt, Duration output) {

    public static final Usage UNKNOWN = new Usage(-1, -1, null, null, null, null);

    public static Usage tokens(long promptTokens, long outputTokens) {
        return new Usage(promptTokens, outputTokens, null, null, null, null);
    }

    public long totalTokens() {
        return Math.max(0, promptTokens) + Math.max(0, outputTokens);
    }

    /** How fast the answer was written, or -1 when the server did not say. */
    public double tokensPerSecond() {
        return outputTokens < 0 || output == null || output.isZero() ? -1 : outputTokens * 1e9 / output.toNanos();
    }

    /** What two turns cost together. */
    public Usage plus(Usage other) {
        return new Usage(
                sum(promptTokens, other.promptTokens),
                sum(outputTokens, other.outputTokens),
                sum(total, other.total),
                sum(load, other.load),
                sum(prompt, other.prompt),
                sum(output, other.output));
    }

    private static long sum(long a, long b) {
        return a < 0 ? b : b < 0 ? a : a + b;
    }

    private static Duration sum(Duration a, Duration b) {
        return a == null ? b : b == null ? a : a.plus(b);
    }
}
