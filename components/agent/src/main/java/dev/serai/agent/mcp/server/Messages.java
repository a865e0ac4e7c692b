package dev.serai.agent.mcp.server;

import static dev.serai.agent.mcp.server.HttpAnswer.INVALID_REQUEST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.mcp.McpVersions;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON-RPC: one message or a batch of them in, the answers out. */
final class Messages {

    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final int MOST_IN_A_BATCH = 50;
    private static final int INTERNAL_ERROR = -32603;

    private final Methods methods;

    Messages(Methods methods) {
        this.methods = methods;
    }

    CompletableFuture<HttpAnswer> answer(JsonNode body, String version, Map<String, Object> headers) {
        if (!body.isArray()) {
            return isRefused(body)
                    ? refused("This is no JSON-RPC 2.0 message")
                    : one(body, headers)
                            .thenApply(answer -> answer == null ? HttpAnswer.ACCEPTED : new HttpAnswer(200, answer));
        }
        if (!version.equals(McpVersions.WITH_BATCHES)) {
            return refused("Batches ended with the revision " + McpVersions.WITH_BATCHES);
        }
        if (body.isEmpty() || body.size() > MOST_IN_A_BATCH) {
            return refused("A batch has 1 to " + MOST_IN_A_BATCH + " messages");
        }
        return batch(body, headers);
    }

    private CompletableFuture<HttpAnswer> batch(JsonNode body, Map<String, Object> headers) {
        var all = new ArrayList<CompletableFuture<ObjectNode>>();
        for (var message : body) {
            if (isRefused(message) || message.path("method").asText().equals("initialize")) {
                return refused("A batch has JSON-RPC 2.0 messages other than initialize");
            }
            all.add(one(message, headers));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> {
            var answers = Json.MAPPER.createArrayNode();
            all.stream()
                    .map(answer -> answer.getNow(null))
                    .filter(Objects::nonNull)
                    .forEach(answers::add);
            return answers.isEmpty() ? HttpAnswer.ACCEPTED : new HttpAnswer(200, answers);
        });
    }

    static boolean isRefused(JsonNode message) {
        var id = message.get("id");
        return !message.path("jsonrpc").asText().equals("2.0")
                || id != null && !id.isTextual() && !id.isIntegralNumber()
                || !message.path("method").isTextual() && !message.has("result") && !message.has("error");
    }

    /** The answer, or null for what has none: a notification, or an answer to what was never asked. */
    CompletableFuture<ObjectNode> one(JsonNode message, Map<String, Object> headers) {
        var id = message.get("id");
        if (id == null || !message.has("method")) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<JsonNode> result;
        try {
            result = methods.call(message.path("method").textValue(), message.path("params"), id.asText(), headers);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return result.handle((value, error) -> {
            var answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", id);
            return error == null ? answer.set("result", value) : answer.set("error", told(error));
        });
    }

    private static ObjectNode told(Throwable error) {
        var cause = Failures.unwrap(error);
        if (cause instanceof MethodError known) {
            return Json.object().put("code", known.code()).put("message", known.getMessage());
        }
        // A stranger learns nothing of what is wrong inside.
        LOG.error("A request of an MCP client cannot be answered", cause);
        return Json.object().put("code", INTERNAL_ERROR).put("message", "The server cannot answer this now");
    }

    private static CompletableFuture<HttpAnswer> refused(String why) {
        return CompletableFuture.completedFuture(HttpAnswer.refused(400, INVALID_REQUEST, why));
    }

    /** What the client asked for, in a few words. */
    static List<String> methods(JsonNode body) {
        var names = new ArrayList<String>();
        (body.isArray() ? body : List.of(body)).forEach(message -> {
            var name = message.path("method").textValue();
            if (name != null && names.size() < MOST_IN_A_BATCH) {
                names.add(name);
            }
        });
        return names;
    }
}
