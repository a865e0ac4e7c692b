package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.Optional;

/** Messages of JSON-RPC 2.0. */
final class Rpc {

    private static final int UNKNOWN_METHOD = -32601;

    private Rpc() {}

    static ObjectNode request(long id, String method, ObjectNode params) {
        var message = notification(method, params);
        message.put("id", id);
        return message;
    }

    static ObjectNode notification(String method, ObjectNode params) {
        var message = Json.object().put("jsonrpc", "2.0").put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    /** What says that a request is not waited for any more. */
    static ObjectNode cancelled(long id, String reason) {
        return notification(
                "notifications/cancelled", Json.object().put("requestId", id).put("reason", reason));
    }

    /** What a client of the revision without a handshake tells in each request. */
    static ObjectNode meta() {
        var meta = Json.object().put("io.modelcontextprotocol/protocolVersion", McpVersions.STATELESS);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        meta.set("io.modelcontextprotocol/clientInfo", clientInfo());
        return meta;
    }

    static ObjectNode clientInfo() {
        return Json.object().put("name", "serai").put("version", "0.1.0");
    }

    /** Whether it answers the request of that id. */
    static boolean answers(JsonNode message, long id) {
        var given = message.path("id");
        return given.isIntegralNumber()
                && given.canConvertToLong()
                && given.longValue() == id
                && (message.path("result").isObject() || message.path("error").isObject());
    }

    /** The answer to what a server asks of its client: it may know that the client is there, and nothing else. */
    static Optional<ObjectNode> reply(JsonNode message) {
        var id = message.path("id");
        if (!message.path("method").isTextual() || !(id.isTextual() || id.isIntegralNumber())) {
            return Optional.empty();
        }
        var reply = Json.object().put("jsonrpc", "2.0");
        reply.set("id", id);
        if (message.path("method").textValue().equals("ping")) {
            reply.putObject("result");
        } else {
            reply.putObject("error").put("code", UNKNOWN_METHOD).put("message", "Not supported by this client");
        }
        return Optional.of(reply);
    }

    static boolean isToolsChanged(JsonNode message) {
        return "notifications/tools/list_changed".equals(message.path("method").textValue());
    }
}
