package dev.serai.agent.run;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;

/** Somebody else goes on with the run. */
public final class RunConflictException extends AgentException {

    private static final long serialVersionUID = 1L;

    public RunConflictException(String runId, int step) {
        super(AgentError.RUN_CONFLICT, "run '" + runId + "' has a step " + step + " already");
    }
}
