package dev.serai.agent.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.agent.mcp.McpVersions;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The revision in which each request tells all about itself, and the headers repeat what is in the message. */
final class Stateless {

    private static final String META = "io.modelcontextprotocol/";
    private static final int HEADER_MISMATCH = -32020;
    private static final int UNSUPPORTED_VERSION = -32022;
    private static final Set<String> KNOWN = Set.of("server/discover", "tools/list", "tools/call");
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";

    private final Messages messages;
    private final Methods methods;

    Stateless(Messages messages, Methods methods) {
        this.messages = messages;
        this.methods = methods;
    }

    /** Whether the client means this revision or a later one, which only they do that name it in each message. */
    static boolean isMeant(JsonNode body, Message request) {
        return body.isObject()
                && (body.path("params").path("_meta").has(META + "protocolVersion")
                        || McpVersions.STATELESS.equals(HttpRules.header(request, HttpRules.VERSION)));
    }

    CompletableFuture<HttpAnswer> answer(JsonNode body, Message request, Map<String, Object> headers) {
        var objection = objection(body, request);
        if (objection.isPresent()) {
            return CompletableFuture.completedFuture(objection.get());
        }
        var method = body.path("method").textValue();
        if (!body.has("id")) {
            return CompletableFuture.completedFuture(HttpAnswer.ACCEPTED);
        }
        if (!KNOWN.contains(method)) {
            return refused(body, 404, MethodError.UNKNOWN_METHOD, "Method not found", null);
        }
        var answered = method.equals("server/discover")
                ? CompletableFuture.completedFuture(discovered(body))
                : messages.one(body, headers);
        return answered.thenApply(answer -> new HttpAnswer(200, complete(answer, method)));
    }

    private ObjectNode discovered(JsonNode body) {
        var answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", body.get("id"));
        var result = answer.putObject("result");
        var versions = result.putArray("supportedVersions").add(McpVersions.STATELESS);
        McpVersions.served().forEach(versions::add);
        methods.describe(result);
        result.putObject("_meta").set(META + "serverInfo", methods.server());
        return answer;
    }

    private static ObjectNode complete(ObjectNode answer, String method) {
        if (answer.path("result") instanceof ObjectNode result) {
            result.put("resultType", "complete");
            if (!method.equals("tools/call")) {
                // Tools come and go with their routes, and a route may serve some of them only.
                result.put("ttlMs", 0).put("cacheScope", "private");
            }
        }
        return answer;
    }

    private Optional<HttpAnswer> objection(JsonNode body, Message request) {
        var meta = body.path("params").path("_meta");
        var version = meta.path(META + "protocolVersion").textValue();
        if (version == null || !meta.path(META + "clientCapabilities").isObject() && body.has("id")) {
            return Optional.of(answer(
                    body, 400, MethodError.INVALID_PARAMS, "_meta needs protocolVersion and clientCapabilities", null));
        }
        // Other consumers than those of HTTP have none of the headers.
        var isHttp = request.getHeader(Exchange.HTTP_METHOD) != null && body.has("id");
        if (isHttp && !version.equals(HttpRules.header(request, HttpRules.VERSION))) {
            return mismatch(body, HttpRules.VERSION);
        }
        if (!version.equals(McpVersions.STATELESS)) {
            var data = Json.object().put("requested", version);
            var supported = data.putArray("supported").add(McpVersions.STATELESS);
            McpVersions.served().forEach(supported::add);
            return Optional.of(answer(body, 400, UNSUPPORTED_VERSION, "Unsupported protocol version", data));
        }
        if (isHttp && !body.path("method").asText().equals(HttpRules.header(request, "Mcp-Method"))) {
            return mismatch(body, "Mcp-Method");
        }
        if (isHttp
                && body.path("method").asText().equals("tools/call")
                && !body.path("params").path("name").asText().equals(plain(HttpRules.header(request, "Mcp-Name")))) {
            return mismatch(body, "Mcp-Name");
        }
        return Optional.empty();
    }

    private static String plain(String header) {
        if (header == null || !header.startsWith(ENCODED) || !header.endsWith(ENCODED_END)) {
            return header;
        }
        try {
            var encoded = header.substring(ENCODED.length(), header.length() - ENCODED_END.length());
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Optional<HttpAnswer> mismatch(JsonNode body, String header) {
        return Optional.of(
                answer(body, 400, HEADER_MISMATCH, "The header " + header + " must repeat the message", null));
    }

    private static CompletableFuture<HttpAnswer> refused(
            JsonNode body, int status, int code, String why, ObjectNode data) {
        return CompletableFuture.completedFuture(answer(body, status, code, why, data));
    }

    private static HttpAnswer answer(JsonNode body, int status, int code, String why, ObjectNode data) {
        var refusal = HttpAnswer.refused(status, code, why);
        var answer = (ObjectNode) refusal.body();
        if (body.has("id")) {
            answer.set("id", body.get("id"));
        }
        if (data != null) {
            answer.withObject("/error").set("data", data);
        }
        return refusal;
    }
}
