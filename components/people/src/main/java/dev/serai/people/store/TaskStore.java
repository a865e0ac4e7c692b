package dev.serai.people.store;

import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps tasks. No method blocks its caller, and what a completed stage says is durable, as far as the store is. A task
 * that an exchange waits for, or whose run goes on, belongs to an owner, a process, that renews its lease while it
 * lives.
 */
public interface TaskStore extends AutoCloseable {

    /**
     * Adds an open task.
     *
     * @param owner the process in which an exchange waits; null for none
     * @return whether it did; false when a task of this id is there already
     */
    CompletionStage<Boolean> add(Task task, Kept kept, String owner, Duration lease);

    CompletionStage<Optional<Task>> get(String id);

    CompletionStage<Optional<Kept>> kept(String id);

    CompletionStage<List<Task>> find(TaskQuery query);

    /** The ids of what {@link #find} finds, for whoever only looks whether something has changed. */
    CompletionStage<List<String>> ids(TaskQuery query);

    /**
     * Gives an open task its outcome. Of several at once exactly one does.
     *
     * @param round the round in which the task must be
     * @return whether it did
     */
    CompletionStage<Boolean> decide(String id, int round, Outcome outcome, Answer answer, String by, Instant at);

    /**
     * Makes a task that goes on the owner's, if it has no owner, has this one, or one whose lease is over.
     *
     * @return whether it did
     */
    CompletionStage<Boolean> claim(String id, String owner, Duration lease);

    /** Tasks that go on and could be claimed, oldest first. */
    CompletionStage<List<String>> claimable(String owner, int limit);

    /** What asked has ended: closes a task that goes on. */
    CompletionStage<Void> close(String id, String error, Instant at);

    /** What asked could not go on: the task is open again, in the next round. */
    CompletionStage<Void> reopen(String id, String error);

    /** Says of an open task why it could not be answered. */
    CompletionStage<Void> note(String id, String error);

    /** Open tasks that are due, oldest first. */
    CompletionStage<List<Task>> due(Instant now, int limit);

    /**
     * Sets the next due time of an open task.
     *
     * @return whether it did; false when another process has done it
     */
    CompletionStage<Boolean> remind(String id, Instant due, Instant next);

    /** Prolongs the lease of all tasks that the owner has. */
    CompletionStage<Void> renew(String owner, Duration lease);

    /** The ids of all tasks that the owner has. */
    CompletionStage<Set<String>> owned(String owner);

    /** Gives up the tasks of an owner that stops, so that others need not wait. */
    CompletionStage<Void> release(String owner);

    /** Deletes tasks that were closed before; gives their number. */
    CompletionStage<Long> prune(Instant closedBefore);

    /**
     * The key that links are signed with: the one that is kept, else the one offered, which then is kept.
     *
     * @param offered random bytes, as text
     */
    CompletionStage<String> key(String offered);

    @Override
    void close();
}
