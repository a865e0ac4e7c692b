package dev.serai.supabase.client.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.SupabaseException;
import java.time.Duration;

/**
 * What signing in gives.
 *
 * @param refreshToken null where the service gives none
 * @param life how long the access token holds
 * @param rest what else the service answers, such as the user; no token is in it
 */
public record Grant(String accessToken, String refreshToken, Duration life, ObjectNode rest) {

    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";

    /** Longer ones fit into no server's headers. */
    private static final int LONGEST = 32 * 1024;

    private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();

    /** Whether the answer is a session; after a sign-up that is still to be confirmed it is only the user. */
    public static boolean isIn(JsonNode answer) {
        return answer.hasNonNull(ACCESS);
    }

    public static Grant in(JsonNode answer) {
        if (!(answer instanceof ObjectNode object)
                || !isToken(object.get(ACCESS))
                || object.hasNonNull(REFRESH) && !isToken(object.get(REFRESH))
                || !object.path("expires_in").canConvertToLong()) {
            throw new SupabaseException(AuthError.UNREADABLE, "the answer of the auth service is no session");
        }
        var seconds =
                Math.max(0, Math.min(MOST_SECONDS, object.get("expires_in").asLong()));
        var refreshToken = object.hasNonNull(REFRESH) ? object.get(REFRESH).asText() : null;
        var rest = object.deepCopy();
        rest.remove(ACCESS);
        rest.remove(REFRESH);
        return new Grant(object.get(ACCESS).asText(), refreshToken, Duration.ofSeconds(seconds), rest);
    }

    /** The whole answer, for those who keep their session themselves. */
    public ObjectNode all() {
        var all = rest.deepCopy();
        all.put(ACCESS, accessToken);
        return refreshToken == null ? all : all.put(REFRESH, refreshToken);
    }

    private static boolean isToken(JsonNode value) {
        return value.isTextual()
                && !value.asText().isEmpty()
                && value.asText().length() <= LONGEST
                && value.asText().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return "Grant[for " + life + "]";
    }
}
