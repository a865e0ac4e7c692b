package dev.serai.supabase.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.Replies;
import dev.serai.support.service.ServiceFault;
import java.util.Optional;
import java.util.function.Function;

/** The errors of edge functions, and of what runs them. */
public enum FunctionErrors implements ErrorReader {
    INSTANCE;

    /** The platform says with it that the answer is its own and not the function's, whatever the status. */
    private static final String RELAY = "x-relay-error";

    @Override
    public boolean failed(int status, Function<String, Optional<String>> header) {
        return isRelay(header) || ErrorReader.super.failed(status, header);
    }

    private static boolean isRelay(Function<String, Optional<String>> header) {
        return header.apply(RELAY).filter("true"::equalsIgnoreCase).isPresent();
    }

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        var code = body.isObject() ? Replies.text(body, "code") : null;
        if (isRelay(reply::header)) {
            return fault(FunctionError.RELAY, reply, code, body);
        }
        return switch (reply.status()) {
            case 401 -> fault(FunctionError.NO_TOKEN, reply, code, body);
            case 404 -> fault(FunctionError.NO_FUNCTION, reply, code, body);
            // The gateway's own.
            case 429, 502, 503, 504 -> null;
            default -> reply.status() < 400 ? null : fault(FunctionError.FAILED, reply, code, body);
        };
    }

    private static ServiceFault fault(FunctionError error, HttpReply reply, String code, JsonNode body) {
        return new ServiceFault(
                error, reply.status(), code, body.isObject() ? Faults.message(body) : Replies.said(reply));
    }
}
