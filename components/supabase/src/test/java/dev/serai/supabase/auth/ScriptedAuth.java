package dev.serai.supabase.auth;

import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.TestServer.Asked;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An auth service whose refresh tokens hold once, and beside it tables that are empty. */
final class ScriptedAuth implements Function<Asked, Answer> {

    static final String PASSWORD = "correct-horse-9";

    private final AtomicInteger number = new AtomicInteger();
    private final ConcurrentMap<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Answer> refusals = new ConcurrentHashMap<>();

    /** What the next requests to a path get instead. */
    void refuse(String path, Answer answer) {
        refusals.put(path, answer);
    }

    void allow() {
        refusals.clear();
    }

    /** No refresh token holds any more. */
    void revoke() {
        refreshTokens.clear();
    }

    Set<String> refreshTokens() {
        return Set.copyOf(refreshTokens.keySet());
    }

    @Override
    public Answer apply(Asked asked) {
        var path = asked.uri().replace("/auth/v1", "");
        var refusal = refusals.get(path);
        if (refusal != null) {
            return refusal;
        }
        return switch (path) {
            case "/token?grant_type=password" ->
                asked.json().path("password").asText().equals(PASSWORD)
                        ? session(asked.json().path("email").asText())
                        : error(400, "invalid_credentials", "Invalid login credentials");
            case "/token?grant_type=refresh_token" -> refreshed(asked);
            case "/logout?scope=global", "/logout?scope=local", "/logout?scope=others" ->
                new Answer(204, Map.of(), new byte[0]);
            default -> Answer.json(200, "[]");
        };
    }

    private Answer refreshed(Asked asked) {
        var user = refreshTokens.remove(asked.json().path("refresh_token").asText());
        return user == null
                ? error(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found")
                : session(user);
    }

    private Answer session(String user) {
        var count = number.incrementAndGet();
        refreshTokens.put("refresh-" + count, user);
        return session(user, count, 3600);
    }

    static Answer session(String user, int count, long life) {
        return Answer.json(200, """
                {"access_token":"%s","refresh_token":"refresh-%d","token_type":"bearer","expires_in":%d,
                 "expires_at":1795222934,"user":{"id":"7","email":"%s"}}""".formatted(token(user, count), count, life, user));
    }

    static String token(String user, int count) {
        return "head." + user.replace("@", "-at-").replace(".", "-") + ".sign" + count;
    }

    static Answer error(int status, String code, String message) {
        return Answer.json(status, "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }
}
