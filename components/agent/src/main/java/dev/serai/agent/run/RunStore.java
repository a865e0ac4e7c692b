package dev.serai.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what agents do, step by step, so that a run can be gone on with after the process has died. No method blocks its
 * caller. A step whose stage has completed is durable, as far as the store is.
 *
 * <p>A running run belongs to an owner, a process, that renews its lease while it lives. When the lease is over, another
 * may claim the run.
 */
public interface RunStore extends AutoCloseable {

    CompletionStage<Void> begin(RunRecord run, String owner, Duration lease);

    /**
     * Adds a step and sets the run's status. Fails with {@link RunConflictException} when a step with this number is there
     * already: somebody else goes on with the run.
     */
    CompletionStage<Void> append(String runId, RunStep step, RunStatus status);

    /** The run with its steps in order. */
    CompletionStage<Optional<RunHistory>> load(String runId);

    /**
     * Makes the run the owner's and running, if it is parked, has failed, or is running with a lease that is over.
     *
     * @return whether it did
     */
    CompletionStage<Boolean> claim(String runId, String owner, Duration lease);

    /** Runs of an agent that are running with a lease that is over, oldest first. */
    CompletionStage<List<String>> interrupted(String agent, int limit);

    /** Prolongs the lease of all runs that the owner has. */
    CompletionStage<Void> renew(String owner, Duration lease);

    /** Gives up the leases of an owner that stops, so that others need not wait. */
    CompletionStage<Void> release(String owner);

    /** Runs by time of their begin, newest first; a null leaves the choice open. */
    CompletionStage<List<RunRecord>> find(String agent, RunStatus status, int offset, int limit);

    /** Deletes runs that ended before; gives their number. */
    CompletionStage<Long> prune(Instant endedBefore);

    @Override
    void close();
}
