package dev.serai.daytona.client;

import java.time.Duration;
import java.util.Map;

/**
 * A command and what it may take.
 *
 * @param cwd null for the sandbox's own
 * @param maxOutput how many bytes of its output are kept
 * @param patience how long the connection to its output may be lost
 */
public record CommandPlan(
        String command, String cwd, Map<String, String> env, Duration timeout, long maxOutput, Duration patience) {

    public CommandPlan {
        env = Map.copyOf(env);
    }

    /** Not the command and its variables, which may have secrets. */
    @Override
    public String toString() {
        return "CommandPlan[cwd=" + cwd + ", timeout=" + timeout + "]";
    }

    /** In whole seconds, as the sandbox counts, and at least one. */
    public long seconds() {
        return Math.max(1, (timeout.toMillis() + 999) / 1000);
    }

    public CommandPlan with(String other) {
        return new CommandPlan(other, cwd, env, timeout, maxOutput, patience);
    }
}
