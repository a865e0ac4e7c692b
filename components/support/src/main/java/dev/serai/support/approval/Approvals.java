package dev.serai.support.approval;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks people for permission. A bean of this type in the registry is asked by every agent that has no approver of its own.
 * The answer goes to {@link Decisions}, any time later, also after a restart.
 */
public interface Approvals {

    /**
     * Makes the question known; completes when it is, not when it is answered. It may be asked again with the same id
     * after a crash.
     */
    CompletionStage<Void> ask(Approval approval);

    /** Somebody has decided, in whatever way: nobody needs to be asked any more. */
    default CompletionStage<Void> decided(String approvalId, Decision decision) {
        return CompletableFuture.completedFuture(null);
    }
}
