package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer that lets everybody in as one person, and checks what a client owes it. */
public final class StandInIssuer implements AutoCloseable {

    public static final String CLIENT = "serai runtime";
    public static final String SECRET = "s3cret: ü";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final String redirect;
    private final HttpServer server;
    private volatile Signer signer = Signer.rsa("first");
    private volatile List<Signer> shown = List.of(signer);
    private volatile Map<String, Object> person =
            Map.of("sub", "248289761001", "email", "Ann@Example.org", "email_verified", true);
    private volatile UnaryOperator<Map<String, Object>> change = claims -> claims;
    private volatile boolean secretInBody;
    private volatile boolean away;

    private StandInIssuer(String redirect) throws Exception {
        this.redirect = redirect;
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** @param redirect the only address that browsers are sent back to */
    public static StandInIssuer start(String redirect) throws Exception {
        return new StandInIssuer(redirect);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Signer signer() {
        return signer;
    }

    /** From now on tokens are signed by this key, and only it is shown. */
    public void rotate(Signer next) {
        signer = next;
        shown = List.of(next);
    }

    public void person(Map<String, Object> claims) {
        person = claims;
    }

    /** What is wrong with the next tokens. */
    public void change(UnaryOperator<Map<String, Object>> wrong) {
        change = wrong;
    }

    public void takeSecretInBody() {
        secretInBody = true;
    }

    public void goAway(boolean gone) {
        away = gone;
    }

    public int keyRequests() {
        return keyRequests.get();
    }

    /** Claims of a token that is good now. */
    public Map<String, Object> claims(String audience) {
        var now = System.currentTimeMillis() / 1000;
        var claims = new HashMap<>(person);
        claims.putAll(Map.of("iss", url(), "aud", audience, "iat", now, "exp", now + 300));
        return claims;
    }

    private void handle(HttpServerRequest request) {
        if (away) {
            answer(request, 503, Json.object());
            return;
        }
        switch (request.method() + " " + request.path()) {
            case "GET /.well-known/openid-configuration" -> answer(request, 200, configuration());
            case "GET /keys" -> {
                keyRequests.incrementAndGet();
                var set = Json.object();
                var keys = set.putArray("keys");
                shown.forEach(key -> keys.add(key.shown()));
                answer(request, 200, set);
            }
            case "GET /authorize" -> authorize(request);
            case "POST /token" -> {
                request.setExpectMultipart(true);
                request.end().onSuccess(nothing -> token(request, request.formAttributes()));
            }
            default -> answer(request, 501, Json.object().put("error", "there is no " + request.path() + " here"));
        }
    }

    private ObjectNode configuration() {
        var said = Json.object()
                .put("issuer", url())
                .put("authorization_endpoint", url() + "/authorize?realm=home")
                .put("token_endpoint", url() + "/token")
                .put("jwks_uri", url() + "/keys");
        said.putArray("token_endpoint_auth_methods_supported")
                .add(secretInBody ? "client_secret_post" : "client_secret_basic");
        return said;
    }

    private void authorize(HttpServerRequest request) {
        var asked = request.params();
        var right = "home".equals(asked.get("realm"))
                && "code".equals(asked.get("response_type"))
                && CLIENT.equals(asked.get("client_id"))
                && redirect.equals(asked.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && List.of(String.valueOf(asked.get("scope")).split(" ")).contains("openid");
        if (!right) {
            answer(request, 400, Json.object().put("error", "invalid_request"));
            return;
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, Map.of("nonce", asked.get("nonce"), "challenge", asked.get("code_challenge")));
        request.response()
                .setStatusCode(302)
                .putHeader("Location", redirect + "?code=" + code + "&state=" + asked.get("state") + "&iss=" + url())
                .end();
    }

    private void token(HttpServerRequest request, MultiMap form) {
        var begun = codes.remove(String.valueOf(form.get("code")));
        if (!isClient(request, form)) {
            answer(request, 401, Json.object().put("error", "invalid_client"));
        } else if (begun == null
                || !"authorization_code".equals(form.get("grant_type"))
                || !redirect.equals(form.get("redirect_uri"))
                || !begun.get("challenge").equals(challenge(String.valueOf(form.get("code_verifier"))))) {
            answer(request, 400, Json.object().put("error", "invalid_grant"));
        } else {
            var claims = claims(CLIENT);
            claims.put("nonce", begun.get("nonce"));
            answer(
                    request,
                    200,
                    Json.object()
                            .put("token_type", "Bearer")
                            .put("access_token", "opaque")
                            .put("id_token", signer.sign(change.apply(claims))));
        }
    }

    private boolean isClient(HttpServerRequest request, MultiMap form) {
        if (secretInBody) {
            return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        }
        // Both are written as in a form before they are put together.
        var pair = "serai+runtime:s3cret%3A+%C3%BC".getBytes(StandardCharsets.US_ASCII);
        return ("Basic " + Base64.getEncoder().encodeToString(pair)).equals(request.getHeader("Authorization"))
                && form.get("client_secret") == null;
    }

    private static String challenge(String verifier) {
        try {
            return Signer.text(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpServerRequest request, int status, ObjectNode said) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(said.toString());
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
