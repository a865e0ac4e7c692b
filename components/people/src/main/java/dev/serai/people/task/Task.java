package dev.serai.people.task;

import java.time.Instant;

/**
 * A question to people.
 *
 * @param round counts how often it was asked: links hold for one round
 * @param awaited whether an exchange of a living process waits for the answer
 * @param due when an answer is due; null for never
 * @param outcome null while the task is open
 * @param answer null unless it was answered
 * @param by who decided; null while the task is open, or when nobody did
 * @param decided when; null while the task is open
 * @param error what went wrong with going on; may be null
 */
public record Task(
        String id,
        Question question,
        Origin origin,
        Instant asked,
        Instant due,
        TaskStatus status,
        int round,
        boolean awaited,
        Outcome outcome,
        Answer answer,
        String by,
        Instant decided,
        String error) {

    /** A question as it is asked first. */
    public static Task open(String id, Question question, Origin origin, Instant asked, Instant due, boolean awaited) {
        return new Task(id, question, origin, asked, due, TaskStatus.OPEN, 0, awaited, null, null, null, null, null);
    }

    public boolean isOpen() {
        return status == TaskStatus.OPEN;
    }
}
