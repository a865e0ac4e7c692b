package dev.serai.supabase.client.auth;

import dev.serai.supabase.client.Credentials;
import java.time.Duration;

/**
 * How an endpoint gets its session a new token.
 *
 * @param project who asks while nobody is signed in
 * @param login what to sign in with where there is no session; null where that is left to the route
 * @param margin how long before its end a token is renewed
 */
public record Renewal(AuthClient client, Credentials project, Login login, Duration margin) {}
