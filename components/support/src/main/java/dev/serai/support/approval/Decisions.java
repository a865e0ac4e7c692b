package dev.serai.support.approval;

import java.util.concurrent.CompletionStage;

/**
 * Takes what people decide. A plugin of the Camel context:
 * {@code context.getCamelContextExtension().getContextPlugin(Decisions.class)}.
 */
public interface Decisions {

    /**
     * Records the decision and goes on with the run in the background. Completes when the decision is recorded; fails when
     * there is no such approval, or when it was decided before: the first decision counts.
     */
    CompletionStage<Void> decide(String approvalId, Decision decision);

    /** Whether no decision will ever be taken: one was taken before, or the agent is here and knows nothing of the call. */
    CompletionStage<Boolean> isSettled(String approvalId, String agent);
}
