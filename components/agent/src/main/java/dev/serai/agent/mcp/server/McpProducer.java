package dev.serai.agent.mcp.server;

import static dev.serai.agent.mcp.server.HttpAnswer.INVALID_REQUEST;
import static dev.serai.agent.mcp.server.HttpAnswer.PARSE_ERROR;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.mcp.McpVersions;
import dev.serai.agent.tool.ToolSelection;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Answers one HTTP request of a client in the exchange. Keeps nothing between two requests. */
class McpProducer extends DefaultAsyncProducer {

    private HttpRules rules;
    private Messages messages;
    private Stateless stateless;
    private List<String> toolHeaders;
    private int maxRequestSize;

    McpProducer(McpEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public McpEndpoint getEndpoint() {
        return (McpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var configuration = getEndpoint().getConfiguration();
        var tools = configuration.getTools();
        if (tools == null || tools.isBlank()) {
            throw new AgentException(
                    AgentError.BAD_OPTION, "mcp:serve has no tools", "Set tools to names or tags of tools, or to *.");
        }
        if (configuration.getPageSize() < 1 || configuration.getMaxRequestSize() < 1) {
            throw new AgentException(AgentError.BAD_OPTION, "pageSize and maxRequestSize of mcp:serve are at least 1");
        }
        var context = getEndpoint().getCamelContext();
        rules = new HttpRules(configuration.getAllowedOrigins());
        var methods = new Methods(configuration, () -> ToolSelection.of(context, tools));
        messages = new Messages(methods);
        stateless = new Stateless(messages, methods);
        maxRequestSize = configuration.getMaxRequestSize();
        toolHeaders = configuration.getToolHeaders() == null
                ? List.of()
                : Arrays.stream(configuration.getToolHeaders().split(","))
                        .map(String::strip)
                        .toList();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<HttpAnswer> work;
        try {
            work = answer(exchange.getMessage());
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        if (work.isDone() && !work.isCompletedExceptionally()) {
            write(exchange.getMessage(), work.getNow(null));
            callback.done(true);
            return true;
        }
        work.whenComplete((answer, error) -> {
            if (error != null) {
                exchange.setException(error);
            } else {
                write(exchange.getMessage(), answer);
            }
            callback.done(false);
        });
        return false;
    }

    private CompletableFuture<HttpAnswer> answer(Message request) throws IOException {
        var objection = rules.objection(request);
        if (objection.isPresent()) {
            return CompletableFuture.completedFuture(objection.get());
        }
        var bytes = bytes(request);
        if (bytes.length > maxRequestSize) {
            return refused(413, INVALID_REQUEST, "A request has at most " + maxRequestSize + " bytes");
        }
        JsonNode body;
        try {
            body = Json.read(bytes);
        } catch (IOException e) {
            return refused(400, PARSE_ERROR, "This is not JSON");
        }
        if (body.isMissingNode()) {
            return refused(400, PARSE_ERROR, "There is no message");
        }
        var methods = Messages.methods(body);
        request.setHeader(McpConstants.METHOD, String.join(",", methods));
        if (methods.equals(List.of("tools/call"))) {
            request.setHeader(
                    McpConstants.TOOL, body.path("params").path("name").asText());
        }
        if (Stateless.isMeant(body, request) && !Messages.isRefused(body)) {
            return stateless.answer(body, request, forTools(request));
        }
        // A client that is newer than this server learns the revision to use from the answer to initialize.
        var version = rules.version(request);
        if (version.isEmpty() && !methods.contains("initialize")) {
            return refused(400, INVALID_REQUEST, "The revisions known here are " + McpVersions.served());
        }
        return messages.answer(body, version.orElse(McpVersions.NEWEST), forTools(request));
    }

    private byte[] bytes(Message request) throws IOException {
        var body = request.getBody();
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        try (var in = request.getBody(InputStream.class)) {
            return in == null ? new byte[0] : in.readNBytes(maxRequestSize + 1);
        }
    }

    private Map<String, Object> forTools(Message request) {
        var headers = new LinkedHashMap<String, Object>();
        for (var name : toolHeaders) {
            var value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static CompletableFuture<HttpAnswer> refused(int status, int code, String why) {
        return CompletableFuture.completedFuture(HttpAnswer.refused(status, code, why));
    }

    private static void write(Message message, HttpAnswer answer) {
        // What stood in the request, a credential perhaps, is not sent back.
        message.removeHeaders("*", "Camel*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (answer.status() == 405) {
            message.setHeader("Allow", "POST");
        }
        if (answer.body() == null) {
            message.setBody(null);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(Json.bytes(answer.body()));
        }
    }
}
