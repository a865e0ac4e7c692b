package dev.serai.supabase.client;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who asks.
 *
 * @param key the project's key, for the gateway
 * @param service whether that is the one which passes all policies
 * @param accessToken of a signed-in user; null where the key itself is who asks
 */
public record Credentials(String key, boolean service, String accessToken) {

    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    public Credentials {
        // A line break would end the header, and the text must not get into a message.
        check(key, service ? "serviceKey" : "apiKey");
        if (accessToken != null) {
            check(accessToken, "the access token");
        }
    }

    private static void check(String secret, String name) {
        if (secret.isBlank() || secret.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new SupabaseException(
                    SupabaseError.BAD_OPTION, name + " is empty or has a character that no header can hold");
        }
    }

    public Credentials withAccessToken(String token) {
        return new Credentials(key, service, token);
    }

    /** What the database's policies judge. */
    public String bearer() {
        return accessToken == null ? key : accessToken;
    }

    /** For services behind a gateway that puts a token of its own in the place of a key. */
    public Map<String, String> headers() {
        return Map.of("apikey", key, "Authorization", "Bearer " + bearer());
    }

    /** For services that read the bearer themselves: the keys of the newer kind are no tokens. */
    public Map<String, String> tokenHeaders() {
        return JWT.matcher(bearer()).matches() ? headers() : Map.of("apikey", key);
    }

    /** What no message may hold. */
    public List<String> secrets() {
        return accessToken == null ? List.of(key) : List.of(key, accessToken);
    }

    @Override
    public String toString() {
        return "Credentials[" + (service ? "service key" : "anon key") + (accessToken == null ? "" : ", a user's token")
                + "]";
    }
}
