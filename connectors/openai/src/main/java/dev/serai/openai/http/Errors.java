package dev.serai.openai.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures in the shape in which clients of OpenAI's API read them. */
final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String MISSING_MODEL = "OLLAMA-104";

    private Errors() {}

    static Plain plain(Throwable error) {
        var known = known(error);
        int status = status(known);
        var answer = Plain.json(status, body(known, status));
        return switch (status) {
            case 401 -> answer.with(Map.of("WWW-Authenticate", "Bearer"));
            case 503 -> answer.with(Map.of("Retry-After", "1"));
            // The official clients would ask again by themselves, and a workflow would do its work twice.
            case 500, 504 -> answer.with(Map.of("X-Should-Retry", "false"));
            default -> answer;
        };
    }

    /** The event that ends a stream that failed. */
    static String event(Throwable error) {
        var known = known(error);
        return "data: " + Json.text(body(known, status(known))) + "\n\n";
    }

    private static int status(SeraiException known) {
        if (known instanceof GatewayException own) {
            return own.status();
        }
        return known.getId().equals(MISSING_MODEL)
                ? GatewayError.UNKNOWN_MODEL.status()
                : GatewayError.ROUTE_FAILED.status();
    }

    private static ObjectNode body(SeraiException known, int status) {
        var body = Json.object();
        var error = body.putObject("error").put("message", known.getMessage()).put("type", type(status));
        error.put("param", known instanceof GatewayException own ? own.param() : null);
        error.put("code", known.getId());
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 500, 503, 504 -> "server_error";
            default -> "invalid_request_error";
        };
    }

    /** What is not known may tell a stranger about the inside, so it goes to the log only. */
    private static SeraiException known(Throwable error) {
        var cause = Failures.unwrap(error);
        if (cause instanceof SeraiException known) {
            LOG.debug("A request is answered with {}", known.getMessage(), known);
            return known;
        }
        LOG.error("A route that is a model has failed", cause);
        return new GatewayException(GatewayError.ROUTE_FAILED, "the route of this model has failed");
    }
}
