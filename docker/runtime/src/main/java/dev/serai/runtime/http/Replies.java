package dev.serai.runtime.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The one shape of errors: a code, the fact, the remedy. */
public final class Replies {

    private static final String JSON = "application/json";

    private Replies() {}

    public static void error(RoutingContext request, int status, SeraiException error) {
        error(request, status, error.getId(), error.getFact(), error.getRemedy());
    }

    public static void error(RoutingContext request, int status, ErrorCode code, String fact) {
        error(request, status, code.id(), fact, code.remedy());
    }

    private static void error(RoutingContext request, int status, String code, String fact, String remedy) {
        json(request, status, tree(code, fact, remedy));
    }

    /** As bytes, for an answer that has headers of its own. */
    static byte[] error(String code, String fact, String remedy) {
        return Json.bytes(tree(code, fact, remedy));
    }

    private static ObjectNode tree(String code, String fact, String remedy) {
        return Json.object().put("code", code).put("fact", fact).put("remedy", remedy);
    }

    /** Whoever has left gets nothing. */
    public static void json(RoutingContext request, int status, Object value) {
        var response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", JSON)
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(Json.bytes(value)));
        }
    }
}
