package dev.serai.people.task;

/**
 * Where a question comes from, and what to do with its answer.
 *
 * @param routeId the route that asks; null for an approval
 * @param from the endpoint that the route begins with, when the route has no id of its own; else null
 * @param address where the step that asks stands in its route; null for an approval, or when it cannot be gone on with
 * @param resumable whether the rest of the route can be gone on with in another process
 * @param runId what joins the records of one run; may be null
 * @param approvalId what an agent's call is decided by; null for a question of a route
 * @param agent whose call that is; null for a question of a route
 * @param notifier the endpoint that tells people of it; null for none
 * @param dueSeconds how long there is for an answer; 0 for ever
 * @param dueAnswer the answer when nobody gives one; null unless whenDue says so
 */
public record Origin(
        String routeId,
        String from,
        String address,
        boolean resumable,
        String runId,
        String approvalId,
        String agent,
        String notifier,
        long dueSeconds,
        WhenDue whenDue,
        Answer dueAnswer) {}
