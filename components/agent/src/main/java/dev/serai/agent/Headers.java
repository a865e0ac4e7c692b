package dev.serai.agent;

import java.util.HashMap;
import java.util.Map;

/** What routes that an agent calls are told of it. */
final class Headers {

    private Headers() {}

    /** @param sessionId may be null */
    static Map<String, Object> of(String agent, String runId, String sessionId) {
        var headers = new HashMap<String, Object>();
        headers.put(AgentConstants.NAME, agent);
        if (runId != null) {
            headers.put(AgentConstants.RUN_ID, runId);
        }
        if (sessionId != null) {
            headers.put(AgentConstants.SESSION_ID, sessionId);
        }
        return headers;
    }
}
