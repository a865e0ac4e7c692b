package dev.serai.supabase.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that a class of tests asks: the stand-in with the class's own script, or the one of
 * {@code -Dlive.supabase.url}, {@code -Dlive.supabase.anon} and {@code -Dlive.supabase.service}, which has run all scripts
 * of {@code src/test/resources/live}. With {@code -Dlive.supabase.lite} that one is Lite, which differs here and there.
 */
final class LiveServer implements BeforeAllCallback, AfterAllCallback {

    private static final String URL = System.getProperty("live.supabase.url");
    private static final boolean LITE = Boolean.getBoolean("live.supabase.lite");

    /** A small server may have one connection to its database, so that the classes take turns. */
    private static final Semaphore TURN = new Semaphore(1);

    private final String name;
    private final SupabaseServerExtension standIn;
    private Routes routes;

    LiveServer(String name) {
        this.name = name;
        standIn = URL != null
                ? null
                : new SupabaseServerExtension(SupabaseStandIn.builder().schemas("public", "live_" + name));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (standIn != null) {
            standIn.beforeAll(context);
            standIn.sql(script());
        } else {
            TURN.acquire();
        }
        routes = new Routes(url());
        routes.configuration().setApiKey(anonKey());
        routes.configuration().setServiceKey(standIn == null ? property("service") : standIn.serviceKey());
        routes.configuration().setSchema("live_" + name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (routes != null) {
            routes.close();
        }
        if (standIn != null) {
            standIn.afterAll(context);
        } else {
            TURN.release();
        }
    }

    private String script() throws IOException {
        try (var script = LiveServer.class.getResourceAsStream("/live/" + name + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String property(String name) {
        return System.getProperty("live.supabase." + name);
    }

    private String url() {
        return standIn == null ? URL : standIn.baseUrl();
    }

    private String anonKey() {
        return standIn == null ? property("anon") : standIn.anonKey();
    }

    /** Only where the server is the stand-in. */
    SupabaseStandIn standIn() {
        return standIn.server();
    }

    Routes routes() {
        return routes;
    }

    /** Skips the test that calls it where the server is Lite. */
    static void notOnLite(String reason) {
        Assumptions.assumeFalse(LITE && reason != null, () -> "Lite: " + reason);
    }

    /** Skips the test that calls it where the server is not the stand-in. */
    static void onlyOnStandIn(String reason) {
        Assumptions.assumeTrue(URL == null, reason);
    }

    /** What an exchange gives. */
    Object ask(String uri, Object body, Map<String, Object> headers) {
        return routes.ask(uri, body, headers);
    }

    /** The exchange, which has to succeed. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        var exchange = routes.send(uri, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    SupabaseException fails(String uri, Object body, Map<String, Object> headers) {
        return routes.fails(uri, body, headers);
    }

    /** Signs a new user up, and gives the user's token. */
    String newUser(String email) {
        var body = Json.text(Map.of("email", email, "password", "long-enough-4711"));
        var request = HttpRequest.newBuilder(URI.create(url() + "/auth/v1/signup"))
                .header("apikey", anonKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Json.read(answer.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Headers out of names and values by turns. */
    static Map<String, Object> headers(Object... namesAndValues) {
        var headers = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    static Map<String, Object> filter(String words) {
        return headers(SupabaseConstants.FILTER, words);
    }

    /** One column of all rows, separated by commas. */
    @SuppressWarnings("unchecked")
    static String column(Object rows, String name) {
        return String.join(
                ",",
                ((List<Map<String, Object>>) rows)
                        .stream().map(row -> String.valueOf(row.get(name))).toList());
    }
}
