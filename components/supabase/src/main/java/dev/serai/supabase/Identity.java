package dev.serai.supabase;

import java.util.Map;

/**
 * Who asks where an endpoint or a store says it differently from the component. One of the two counts as a whole: the address of
 * one user never goes with the session of another.
 */
final class Identity {

    private static final String SESSION = "session";
    private static final String TOKEN = "accessToken";

    private Identity() {}

    /**
     * Takes out of the copy of the component's configuration what is replaced.
     *
     * @param parameters what the endpoint or the store says itself
     * @param aboutEmail whether the address is what the endpoint is about, as in a sign-in, and not who asks. Then the
     *     component's, which says who asks, is left out: a message that names nobody must not become that user
     */
    static void settle(SupabaseConfiguration shared, Map<String, Object> parameters, boolean aboutEmail) {
        var session = parameters.containsKey(SESSION);
        var token = parameters.containsKey(TOKEN);
        var email = parameters.containsKey("email") && !aboutEmail;
        if (session && token) {
            throw Access.bad("session and accessToken both say who asks");
        }
        var key = parameters.getOrDefault("key", shared.getKey());
        if (session && KeyChoice.SERVICE.name().equalsIgnoreCase(String.valueOf(key))) {
            throw Access.bad("key=service asks as no user, so it goes with no session");
        }
        if (token || aboutEmail || session && !email) {
            shared.setEmail(null);
            shared.setPassword(null);
        }
        if (token || email) {
            shared.setSession(null);
        }
        if (session || email) {
            shared.setAccessToken(null);
        }
    }
}
