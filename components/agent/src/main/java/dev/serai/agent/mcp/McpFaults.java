package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;

/** Words for what goes wrong with one server. What the server says is cut and its secrets are masked. */
final class McpFaults {

    private static final int WORDS_OF_THE_SERVER = 500;

    private final String server;
    private final Collection<String> secrets;
    private final Duration timeout;

    McpFaults(ServerOptions options, Duration timeout) {
        this.server = "MCP server '" + options.name() + "' (" + options.place() + ")";
        this.secrets = options.secrets();
        this.timeout = timeout;
    }

    AgentException fault(AgentError code, String fact) {
        return new AgentException(code, server + " " + fact);
    }

    AgentException fault(AgentError code, String fact, Throwable cause) {
        return new AgentException(code, server + " " + fact, cause);
    }

    /** What a failed exchange means. */
    RuntimeException of(Throwable thrown) {
        var cause = Failures.unwrap(thrown);
        if (cause instanceof AgentException || cause instanceof LostSession) {
            return (RuntimeException) cause;
        }
        if (cause instanceof TimeoutException) {
            return timeout();
        }
        if (!(cause instanceof HttpFault fault)) {
            return fault(AgentError.MCP_PROTOCOL, "could not be understood", cause);
        }
        return switch (fault.kind()) {
            case EGRESS -> fault(AgentError.MCP_EGRESS, "may not be reached: " + fault.getMessage(), fault);
            case FIRST_BYTE_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT -> timeout();
            case TOO_LARGE, PROTOCOL -> fault(AgentError.MCP_PROTOCOL, "gave no proper answer: " + fault.getMessage());
            default -> fault(AgentError.MCP_UNREACHABLE, "cannot be reached: " + fault.getMessage(), fault);
        };
    }

    AgentException timeout() {
        return fault(AgentError.MCP_TIMEOUT, "has not answered within " + timeout.toMillis() + " ms");
    }

    /** An HTTP status that is no answer. */
    AgentException status(HttpReply reply) {
        var fact = "answered with status " + reply.status() + said(reply.text());
        return switch (reply.status()) {
            case 404, 405, 406, 415 -> fault(AgentError.MCP_PROTOCOL, fact);
            case 502, 503, 504 -> fault(AgentError.MCP_UNREACHABLE, fact);
            default -> fault(AgentError.MCP_REJECTED, fact);
        };
    }

    /** An error that the server gave as the answer to a request. */
    AgentException error(String method, JsonNode error) {
        return fault(
                AgentError.MCP_REJECTED,
                "rejected " + method + " with error " + error.path("code").asInt()
                        + said(error.path("message").asText("")));
    }

    String said(String text) {
        var shown = shown(text.strip(), WORDS_OF_THE_SERVER);
        return shown.isEmpty() ? "" : ": " + shown;
    }

    /** A text of the server as it may be shown. */
    String shown(String text, int most) {
        // Masked before it is cut, since half a secret is not found.
        var masked = Redaction.text(text, secrets);
        return masked.length() <= most ? masked : masked.substring(0, most) + "...";
    }
}
