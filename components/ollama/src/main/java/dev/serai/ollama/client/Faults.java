package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Says what went wrong in one exchange, in words with a remedy.
 *
 * @param server where the request went
 * @param model which model it was for, or null
 * @param secrets what must not appear in a message, even when a server repeats it
 */
record Faults(URI server, String model, Collection<String> secrets) {

    /** What a server says is shown up to here: it may be a whole web page. */
    private static final int SHOWN = 300;

    private String where() {
        return Redaction.uri(server).toString();
    }

    /** What a failed exchange is reported as. */
    OllamaException of(Throwable cause) {
        var root = Failures.unwrap(cause);
        if (root instanceof OllamaException known) {
            return known;
        }
        if (root instanceof CancellationException) {
            return new OllamaException(OllamaError.CANCELLED, "the request to " + where() + " was cancelled", root);
        }
        if (root instanceof HttpFault fault) {
            return transport(fault);
        }
        return new OllamaException(OllamaError.STREAM_BROKE, "the exchange with " + where() + " failed: " + root, root);
    }

    private OllamaException transport(HttpFault fault) {
        var error = switch (fault.kind()) {
            case REFUSED -> OllamaError.REFUSED;
            case UNKNOWN_HOST -> OllamaError.UNKNOWN_HOST;
            case CONNECT_TIMEOUT -> OllamaError.CONNECT_TIMEOUT;
            case FIRST_BYTE_TIMEOUT -> OllamaError.NO_ANSWER;
            case IDLE_TIMEOUT -> OllamaError.STALLED;
            case TOTAL_TIMEOUT -> OllamaError.TOOK_TOO_LONG;
            case TOO_LARGE -> OllamaError.TOO_LARGE;
            case EGRESS -> OllamaError.EGRESS;
            case CANCELLED -> OllamaError.CANCELLED;
            case CUT -> OllamaError.STREAM_BROKE;
            case PROTOCOL -> OllamaError.NOT_JSON;
        };
        var loading = error == OllamaError.NO_ANSWER ? forModel() : "";
        return new OllamaException(error, fault.about(where()) + loading, fault);
    }

    private String forModel() {
        return model == null ? "" : " for model '" + model + "'";
    }

    /** What a response with an error status means. */
    OllamaException status(HttpReply reply) {
        var said = message(reply);
        if (said == null) {
            return unreadable(reply);
        }
        var lower = said.toLowerCase(Locale.ROOT);
        return switch (reply.status()) {
            case 400, 422 -> rejected(said, lower);
            case 401, 403 -> refused(said, lower);
            case 404 -> missing(said, lower);
            case 405 -> new OllamaException(OllamaError.NOT_OLLAMA, where() + " has no such operation: " + shown(said));
            case 408, 429, 503 ->
                new OllamaException(OllamaError.BUSY, where() + " is busy (" + reply.status() + "): " + shown(said));
            case 501 ->
                new OllamaException(
                        lower.contains("embed") ? OllamaError.CANNOT : OllamaError.NOT_DONE,
                        where() + " does not do this" + forModel() + ": " + shown(said));
            default -> failed(reply.status(), said, lower);
        };
    }

    private OllamaException refused(String said, String lower) {
        if (lower.contains("cloud is disabled")) {
            return new OllamaException(
                    OllamaError.CLOUD_MODEL,
                    where() + " does not run model '" + model + "': " + shown(said),
                    "Use a local model, or start the server without OLLAMA_NO_CLOUD.",
                    null);
        }
        return new OllamaException(OllamaError.UNAUTHORIZED, where() + " refuses this client: " + shown(said));
    }

    private OllamaException cannot(String said) {
        return new OllamaException(OllamaError.CANNOT, where() + " cannot do this" + forModel() + ": " + shown(said));
    }

    private OllamaException rejected(String said, String lower) {
        var context = contextSize(said);
        if (context != null) {
            return context;
        }
        if (lower.contains("does not support") || lower.contains("--jinja")) {
            return cannot(said);
        }
        if (lower.contains("illegal base64") || lower.contains("image") && lower.contains("decode")) {
            return new OllamaException(OllamaError.BAD_IMAGE, where() + " cannot read the picture: " + shown(said));
        }
        return new OllamaException(OllamaError.REJECTED, where() + " rejects the request: " + shown(said));
    }

    /** The server hides this one as JSON in the text of its error. */
    private OllamaException contextSize(String said) {
        if (!said.contains("exceed_context_size_error")
                && !said.contains("exceeds the available context size")
                && !said.contains("exceeds the context length")) {
            return null;
        }
        var inner = inner(said);
        var counts = inner == null || !inner.hasNonNull("n_ctx")
                ? ": " + shown(said)
                : ": " + inner.path("n_prompt_tokens").asLong() + " tokens for a context of "
                        + inner.path("n_ctx").asLong();
        return new OllamaException(
                OllamaError.PROMPT_TOO_LONG, "the prompt is too long" + forModel() + " on " + where() + counts);
    }

    /** The runner's error, where the server hands it on as JSON inside a text; otherwise null. */
    private static JsonNode inner(String said) {
        try {
            return said.startsWith("{") && Json.read(said).get("error") instanceof ObjectNode error ? error : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private OllamaException missing(String said, String lower) {
        if (!lower.contains("model") && !lower.contains("not found,")) {
            return new OllamaException(OllamaError.NOT_OLLAMA, where() + " has no such operation: " + shown(said));
        }
        return new OllamaException(
                OllamaError.MODEL_MISSING,
                "model '" + model + "' is not on " + where(),
                "Run 'ollama pull " + model + "' or set pullPolicy=if-missing.",
                null);
    }

    private OllamaException failed(int status, String said, String lower) {
        if (lower.contains("tool call") || lower.contains("tool_call")) {
            return new OllamaException(
                    OllamaError.BAD_TOOL_CALL, where() + " could not read the model's tool call: " + shown(said));
        }
        if (lower.contains("not supported") || lower.contains("does not support")) {
            return cannot(said);
        }
        // A pull that fails at once may be told by the status instead of a line.
        if (lower.startsWith("pull model manifest")) {
            return transfer(said);
        }
        if (lower.contains("invalid format") || lower.contains("cannot unmarshal") || lower.contains("option \"")) {
            return new OllamaException(OllamaError.REJECTED, where() + " rejects the request: " + shown(said));
        }
        return new OllamaException(OllamaError.SERVER_FAILED, where() + " failed (" + status + "): " + shown(said));
    }

    private OllamaException unreadable(HttpReply reply) {
        var text = reply.text().strip();
        if (reply.status() == 404 || reply.status() == 405) {
            return new OllamaException(
                    OllamaError.NOT_OLLAMA, where() + " has no such operation (" + reply.status() + ")");
        }
        if (reply.status() == 503 || reply.status() == 429) {
            return new OllamaException(OllamaError.BUSY, where() + " is busy (" + reply.status() + ")");
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return new OllamaException(
                    OllamaError.UNAUTHORIZED, where() + " refuses this client (" + reply.status() + ")");
        }
        return new OllamaException(
                OllamaError.NOT_JSON,
                where() + " answered " + reply.status() + " with " + (text.isEmpty() ? "nothing" : kindOf(text))
                        + " instead of JSON");
    }

    /** An error that comes in the stream, under a status that was fine. */
    OllamaException errorLine(String said) {
        var lower = said.toLowerCase(Locale.ROOT);
        var context = contextSize(said);
        if (context != null) {
            return context;
        }
        if (lower.contains("tool call") || lower.contains("tool_call")) {
            return failed(200, said, lower);
        }
        return new OllamaException(
                OllamaError.STREAM_BROKE, where() + " broke off the answer" + forModel() + ": " + shown(said));
    }

    /** A download, an upload or the making of a model that failed on the server's side. */
    OllamaException transfer(String said) {
        return new OllamaException(
                OllamaError.TRANSFER_FAILED, where() + " could not finish" + forModel() + ": " + shown(said));
    }

    OllamaException cut(String fact) {
        return new OllamaException(OllamaError.STREAM_BROKE, where() + ": " + fact);
    }

    /** JSON, but not what the API promises. */
    OllamaException unexpected(String fact) {
        return new OllamaException(OllamaError.NOT_JSON, where() + ": " + fact);
    }

    OllamaException notJson(String what, String text, Exception cause) {
        return new OllamaException(
                OllamaError.NOT_JSON,
                what + " from " + where() + " is " + kindOf(text) + ", not the JSON expected",
                cause);
    }

    /** Reads a whole answer, which must be a JSON object. */
    JsonNode json(HttpReply reply) {
        if (!reply.isSuccess()) {
            throw status(reply);
        }
        try {
            var node = Json.read(reply.body());
            if (node.isObject()) {
                if (node.hasNonNull("error")) {
                    throw errorLine(errorText(node.get("error")));
                }
                return node;
            }
            throw notJson("the answer", reply.text(), null);
        } catch (IOException e) {
            throw notJson("the answer", reply.text(), e);
        }
    }

    /** The server's own words, or null if the body holds none. */
    private static String message(HttpReply reply) {
        try {
            var node = Json.read(reply.body());
            if (node.hasNonNull("error")) {
                return errorText(node.get("error"));
            }
            // Gemini wraps its error in a list, FastAPI servers say "detail"
            if (node.isArray() && node.path(0).hasNonNull("error")) {
                return errorText(node.path(0).get("error"));
            }
            return node.hasNonNull("detail")
                    ? errorText(node.get("detail"))
                    : node.hasNonNull("message") ? node.get("message").asText() : null;
        } catch (IOException e) {
            return null;
        }
    }

    static String errorText(JsonNode error) {
        return error.isTextual()
                ? error.asText()
                : error.hasNonNull("message") ? error.get("message").asText() : error.toString();
    }

    private static String kindOf(String text) {
        var start = text.stripLeading();
        if (start.regionMatches(true, 0, "<!doctype", 0, 9) || start.regionMatches(true, 0, "<html", 0, 5)) {
            return "a web page";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "broken JSON";
        }
        return start.isEmpty() ? "empty" : "plain text";
    }

    private String shown(String said) {
        var inner = inner(said);
        var clean = Redaction.text(inner == null ? said : errorText(inner), secrets)
                .replaceAll("\\p{Cc}+", " ")
                .strip();
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return "Faults[" + where() + "]";
    }
}
