package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import java.util.Set;

/** The server answered a request with an error. */
final class ServerError extends AgentException {

    private static final long serialVersionUID = 1L;
    private static final int INVALID_PARAMS = -32602;
    /** No such method, wrong parameters, headers that are missing, a revision that is not known. */
    private static final Set<Integer> OF_ANOTHER_REVISION = Set.of(-32601, INVALID_PARAMS, -32020, -32022);

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

    /** Whether the server may know only revisions without a handshake. */
    boolean isAboutTheRevision() {
        return OF_ANOTHER_REVISION.contains(number);
    }

    /** Its own words, as long and as open as it likes. */
    String said() {
        return said;
    }
}
