package dev.serai.agent;

import dev.serai.support.error.SeraiException;

/** A failure of an agent, a tool or their memory. */
public class AgentException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public AgentException(AgentError code, String fact) {
        super(code, fact);
    }

    public AgentException(AgentError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }

    public AgentException(AgentError code, String fact, String remedy) {
        super(code, fact, remedy, null);
    }
}
