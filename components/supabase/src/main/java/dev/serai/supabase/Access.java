package dev.serai.supabase;

import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthClient;
import dev.serai.supabase.client.auth.Login;
import dev.serai.supabase.client.auth.Renewal;
import dev.serai.supabase.client.auth.Session;
import dev.serai.supabase.client.auth.Sessions;
import dev.serai.support.camel.Headers;
import dev.serai.support.http.BaseAddress;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** An endpoint's way to its server: where it is, and who asks. */
public final class Access {

    private final SupabaseConfiguration configuration;
    private final Gateway gateway;
    private final Credentials credentials;
    private final Session session;
    private final Renewal renewal;

    public Access(SupabaseEndpoint endpoint) {
        this(endpoint.getConfiguration(), endpoint.getComponent());
    }

    /** For what is no endpoint, such as a store of vectors. */
    public Access(SupabaseConfiguration configuration, SupabaseComponent component) {
        this.configuration = configuration;
        credentials = credentials(configuration);
        if (configuration.getRetries() < 0) {
            throw bad("retries is " + configuration.getRetries() + ", but at least 0 is needed");
        }
        var headers = headers(configuration.getHttpHeaders());
        gateway = new Gateway(
                component.port(),
                BaseAddress.of("url", configuration.getUrl(), Access::bad),
                headers,
                Secrets.of(configuration, headers),
                limits(configuration),
                RetryPolicy.attempts(configuration.getRetries() + 1));
        checkHeaders();
        renewal = newRenewal();
        session = session(component.sessions());
    }

    private Renewal newRenewal() {
        if (configuration.getRefreshMargin() < 0) {
            throw bad("refreshMargin is " + configuration.getRefreshMargin() + " ms, but at least 0 is needed");
        }
        var login = configuration.getEmail() == null || configuration.getPassword() == null
                ? null
                : new Login(configuration.getEmail(), configuration.getPassword());
        return new Renewal(
                new AuthClient(gateway), project(), login, Duration.ofMillis(configuration.getRefreshMargin()));
    }

    private Session session(Sessions sessions) {
        var name = configuration.getSession();
        if (name != null && name.isBlank()) {
            throw bad("session has an empty name");
        }
        if (credentials.service()) {
            return null;
        }
        if (name != null) {
            return sessions.named(gateway.base(), name);
        }
        return credentials.accessToken() == null && renewal.login() != null
                ? sessions.of(gateway.base(), renewal.login())
                : null;
    }

    /** Better now than with the first exchange. */
    private void checkHeaders() {
        try {
            gateway.call("GET", "/", credentials).build();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            throw bad("httpHeader: " + e.getMessage());
        }
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Who asks when no exchange says otherwise, such as a consumer. */
    public CompletionStage<Credentials> credentials() {
        return session == null ? CompletableFuture.completedFuture(credentials) : credentials(session);
    }

    private CompletionStage<Credentials> credentials(Session user) {
        return user.grant(renewal).thenApply(grant -> project().withAccessToken(grant.accessToken()));
    }

    /** The key alone, for what nobody need be signed in. */
    public Credentials project() {
        return credentials.withAccessToken(null);
    }

    /** Where whoever signs in here is kept; null where the endpoint names no session. */
    public Session namedSession() {
        return configuration.getSession() == null ? null : session;
    }

    /** Whose token is sent in this exchange; null where another one or none is. */
    public Session session(Exchange exchange) {
        // A message must not change who asks where the route's author has named somebody.
        return namedSession() != null || exchange.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN) == null
                ? session
                : null;
    }

    /** How the session here gets a new token. */
    public Renewal renewal() {
        return renewal;
    }

    /** Who asks in this exchange. */
    public CompletionStage<Credentials> credentials(Exchange exchange) {
        return who(exchange).get();
    }

    /** The same for several requests: what the exchange says is read now, and a session's token is renewed in time. */
    public Asker asker(Exchange exchange) {
        return new Asker(who(exchange));
    }

    private Supplier<CompletionStage<Credentials>> who(Exchange exchange) {
        if (credentials.service()) {
            // The route's author has asked for the key that passes all policies; a message must not change who asks.
            return this::credentials;
        }
        var user = session(exchange);
        if (user != null) {
            return () -> credentials(user);
        }
        var token = Headers.get(
                exchange,
                SupabaseConstants.ACCESS_TOKEN,
                String.class,
                null,
                fact -> bad("header " + SupabaseConstants.ACCESS_TOKEN + " is no text"));
        var given = token == null ? credentials : credentials.withAccessToken(token);
        return () -> CompletableFuture.completedFuture(given);
    }

    /** The operation that the exchange or the endpoint names, or the given one. */
    public String operation(Exchange exchange, String otherwise) {
        var option = configuration.getOperation() == null ? otherwise : configuration.getOperation();
        return Headers.get(exchange, SupabaseConstants.OPERATION, String.class, option, Access::bad);
    }

    /** An error about an option or a header. */
    public static SupabaseException bad(String fact) {
        return new SupabaseException(SupabaseError.BAD_OPTION, fact);
    }

    private static Credentials credentials(SupabaseConfiguration configuration) {
        if (configuration.getKey() == KeyChoice.SERVICE) {
            if (configuration.getServiceKey() == null) {
                throw new SupabaseException(
                        SupabaseError.NO_KEY,
                        "key=service is asked for, but serviceKey is not set",
                        "Set serviceKey, at best once for the component: camel.component.supabase.service-key.",
                        null);
            }
            return new Credentials(configuration.getServiceKey(), true, null);
        }
        if (configuration.getApiKey() == null) {
            throw new SupabaseException(SupabaseError.NO_KEY, "apiKey is not set");
        }
        return new Credentials(configuration.getApiKey(), false, configuration.getAccessToken());
    }

    private static Map<String, String> headers(Map<String, Object> given) {
        var headers = new HashMap<String, String>();
        if (given != null) {
            given.forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        return headers;
    }

    private static HttpLimits limits(SupabaseConfiguration configuration) {
        return new HttpLimits(
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getRequestTimeout()),
                Duration.ofMillis(configuration.getIdleTimeout()),
                Duration.ofMillis(configuration.getTotalTimeout()),
                configuration.getMaxResponseSize());
    }
}
