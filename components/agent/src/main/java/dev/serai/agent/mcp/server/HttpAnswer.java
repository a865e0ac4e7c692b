package dev.serai.agent.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;

/**
 * What goes back to the client.
 *
 * @param body null if there is nothing to say
 */
record HttpAnswer(int status, JsonNode body) {

    static final HttpAnswer ACCEPTED = new HttpAnswer(202, null);

    static final int INVALID_REQUEST = -32600;
    static final int PARSE_ERROR = -32700;

    /** What could not be read as a message has no id that could be answered. */
    static HttpAnswer refused(int status, int code, String why) {
        var answer = Json.object().put("jsonrpc", "2.0");
        answer.putObject("error").put("code", code).put("message", why);
        answer.putNull("id");
        return new HttpAnswer(status, answer);
    }
}
