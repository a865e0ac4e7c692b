package dev.serai.items.script;

import java.time.Duration;

/**
 * How much one evaluation may use.
 *
 * @param cpu processor time, so that a busy machine does not end honest code
 * @param memory bytes allocated, whether still in use or not
 * @param statements how many statements of JavaScript
 * @param text the longest text that code may make, in characters
 * @param list processor time for all items of a list together
 * @param total bytes allocated by all evaluations that run at once
 */
public record ScriptLimits(Duration cpu, long memory, long statements, int text, Duration list, long total) {

    public static final ScriptLimits DEFAULT = new ScriptLimits(
            Duration.ofSeconds(5),
            256L << 20,
            20_000_000,
            16 << 20,
            Duration.ofSeconds(60),
            Math.max(256L << 20, Runtime.getRuntime().maxMemory() / 2));

    /** Code that sleeps or is kept from the processor ends too, but much later. */
    Duration wall() {
        return cpu.multipliedBy(10);
    }
}
