package dev.serai.offline.supabase.functions;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Service;
import dev.serai.offline.supabase.TokenProblem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Edge functions whose code is Java in a test. */
public final class FunctionsService implements Service {
    private final Map<String, Consumer<FunctionCall>> functions = new ConcurrentHashMap<>();
    private final AtomicInteger relayErrors = new AtomicInteger();

    /**
     * Deploys a function under a name. It runs on the event loop and must not block; it may answer later and from any
     * thread.
     */
    public void on(String name, Consumer<FunctionCall> function) {
        functions.put(name, function);
    }

    /** Lets the next calls fail before they reach their function, as the platform's relay does. */
    public void failRelay(int times) {
        relayErrors.set(times);
    }

    @Override
    public String prefix() {
        return "/functions/v1";
    }

    /** A function decides on its own what it does without a key; the platform asks for a token that holds. */
    @Override
    public boolean needsKey(String path) {
        return false;
    }

    @Override
    public void handle(Call call) {
        if (call.header("authorization") == null && call.header("apikey") == null) {
            refuse(call, 401, "UNAUTHORIZED_NO_AUTH_HEADER", "Missing authorization header");
            return;
        }
        if (relayErrors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            call.exchange().setHeader("x-relay-error", "true");
            refuse(call, 502, "RELAY_ERROR", "the stand-in was told to fail in the relay");
            return;
        }
        var path = call.path().startsWith("/") ? call.path().substring(1) : call.path();
        var slash = path.indexOf('/');
        var name = slash < 0 ? path : path.substring(0, slash);
        var function = functions.get(name);
        if (function == null) {
            refuse(call, 404, "NOT_FOUND", "Requested function was not found");
            return;
        }
        try {
            function.accept(new FunctionCall(call, slash < 0 ? "" : path.substring(slash)));
        } catch (RuntimeException e) {
            if (call.exchange().started()) {
                call.exchange().cut();
            } else {
                call.exchange().send(500, "text/plain; charset=utf-8", "Internal Server Error");
            }
        }
    }

    @Override
    public void refuse(Call call, TokenProblem problem) {
        refuse(call, 401, "UNAUTHORIZED_INVALID_JWT_FORMAT", "Invalid JWT");
    }

    /** Deployed functions stay, as tables do. */
    @Override
    public void forget() {
        relayErrors.set(0);
    }

    private static void refuse(Call call, int status, String code, String message) {
        call.exchange().setHeader("sb-error-code", code);
        call.reply(status, Json.object().put("code", code).put("message", message));
    }
}
