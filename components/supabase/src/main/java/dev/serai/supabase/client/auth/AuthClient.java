package dev.serai.supabase.client.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The auth service. */
public record AuthClient(Gateway gateway) {

    /** Signs in by email or phone and password. */
    public static final String PASSWORD = "/token?grant_type=password";

    /** Exchanges a refresh token, which holds once. */
    public static final String REFRESH = "/token?grant_type=refresh_token";

    /**
     * Asks for something.
     *
     * @param pathAndQuery what follows the service's own address, encoded
     * @param body null for none
     */
    public CompletableFuture<HttpReply> send(String method, String pathAndQuery, ObjectNode body, Credentials who) {
        var call = gateway.call(method, "/auth/v1" + pathAndQuery, who)
                .header("X-Supabase-Api-Version", "2024-01-01")
                // Signing in twice does no harm, and the service answers a repeated refresh token once more.
                .repeatable(pathAndQuery.equals(PASSWORD) || pathAndQuery.equals(REFRESH));
        if (body != null) {
            call.json(Json.bytes(body));
        }
        var secrets = new ArrayList<>(who.secrets());
        secrets.addAll(secrets(body));
        return gateway.send(
                call.build(), secrets, pathAndQuery.equals(REFRESH) ? AuthErrors.OF_REFRESH : AuthErrors.OF_ACTIONS);
    }

    CompletableFuture<Grant> signIn(Login login, Credentials project) {
        var body = Json.object().put("email", login.email()).put("password", login.password());
        return send("POST", PASSWORD, body, project).thenApply(reply -> Grant.in(object(reply)));
    }

    CompletableFuture<Grant> refresh(String refreshToken, Credentials project) {
        var body = Json.object().put("refresh_token", refreshToken);
        return send("POST", REFRESH, body, project).thenApply(reply -> Grant.in(object(reply)));
    }

    public CompletableFuture<HttpReply> signOut(String scope, Credentials user) {
        return send("POST", "/logout?scope=" + Encoding.part(scope), null, user);
    }

    /** An answer's object; an empty one where it is empty. */
    public static ObjectNode object(HttpReply reply) {
        try {
            if (reply.body().length == 0) {
                return Json.object();
            }
            if (RestClient.tree(reply.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // reported below, without the words of the answer
        }
        throw new SupabaseException(AuthError.UNREADABLE, "the answer of the auth service is no JSON object");
    }

    /** What may be in no message although a server repeats it, also in the form that JSON gives it. */
    private static List<String> secrets(JsonNode body) {
        var secrets = new ArrayList<String>();
        if (body != null) {
            body.properties().forEach(field -> {
                var value = field.getValue();
                var secret =
                        Redaction.isSecretName(field.getKey()) || field.getKey().equals("nonce");
                if (secret && value.isValueNode()) {
                    secrets.add(value.asText());
                    var quoted = Json.text(value.asText());
                    secrets.add(quoted.substring(1, quoted.length() - 1));
                }
            });
        }
        return secrets;
    }
}
