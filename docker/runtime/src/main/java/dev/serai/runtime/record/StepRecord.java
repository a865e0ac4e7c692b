package dev.serai.runtime.record;

import java.util.Map;

/**
 * One passage through a node.
 *
 * @param number tells it from the run's other steps; a higher one began later
 * @param parent the step around it, -1 at the top
 * @param lane tells the copies of an exchange apart; 0 is the first exchange
 * @param route null for what has no node, as a model's answer to an agent
 * @param beganMicros since the run, or this part of it, began
 * @param tookMicros -1 when it has not ended
 * @param error null when it did not fail
 * @param output null when it has not ended
 */
public record StepRecord(
        long number,
        long parent,
        int lane,
        String route,
        String node,
        String kind,
        String label,
        long beganMicros,
        long tookMicros,
        String error,
        Shown input,
        Map<String, Shown> headers,
        Map<String, Shown> variables,
        Shown output,
        Map<String, Shown> outputHeaders) {}
