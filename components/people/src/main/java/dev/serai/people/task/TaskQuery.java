package dev.serai.people.task;

/**
 * Which tasks are wanted, newest first; a null leaves the choice open.
 *
 * @param text what title or text hold
 */
public record TaskQuery(
        TaskStatus status, Outcome outcome, String assignee, String group, String text, int offset, int limit) {

    public static final int MOST = 500;

    public TaskQuery {
        offset = Math.max(0, offset);
        limit = Math.max(0, Math.min(MOST, limit));
    }

    public static TaskQuery open(int limit) {
        return new TaskQuery(TaskStatus.OPEN, null, null, null, null, 0, limit);
    }
}
