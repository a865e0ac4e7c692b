package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;

/** The server answered a request with an error. */
final class ServerError extends AgentException {

    private static final long serialVersionUID = 1L;
    private static final int INVALID_PARAMS = -32602;

    private final int number;
    private final String said;

    ServerError(AgentException told, JsonNode message) {
        super(AgentError.MCP_REJECTED, told.getFact());
        number = message.path("error").path("code").asInt();
        said = message.path("error").path("message").asText("");
    }

    /** Whether the request itself was wrong, so that another one may do better. */
    boolean isAboutTheRequest() {
        return number == INVALID_PARAMS;
    }

    /** Its own words, as long and as open as it likes. */
    String said() {
        return said;
    }
}
