package dev.serai.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthClient;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.supabase.client.auth.Grant;
import dev.serai.supabase.client.auth.Session;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Does one thing with users: signs one in, changes one, or lists all. */
public final class AuthHandler implements OperationHandler {

    private static final List<String> SCOPES = List.of("global", "local", "others");

    private final SupabaseEndpoint endpoint;
    private final Access access;
    private final AuthAction action;
    private final AuthClient client;
    private final AuthFields fields;
    private final String scope;

    public AuthHandler(SupabaseEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        action = AuthAction.of(endpoint.requiredName());
        if (action.who() == AuthAction.Who.ADMIN && !access.project().service()) {
            throw new SupabaseException(
                    SupabaseError.NEEDS_SERVICE_KEY, "supabase:auth/" + action.word() + " is for administrators");
        }
        client = new AuthClient(access.gateway());
        fields = new AuthFields(action, endpoint.getConfiguration(), endpoint.getAuthOptions());
        scope = endpoint.getAuthOptions().getScope();
        if (!SCOPES.contains(scope)) {
            throw Access.bad("scope is '" + scope + "', which is none of " + String.join(", ", SCOPES));
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        return switch (action) {
            case SIGN_UP, SIGN_IN, SIGN_IN_ANONYMOUSLY, VERIFY ->
                ask(fields.of(exchange), access.project()).thenAccept(reply -> signedIn(message, reply));
            case REFRESH -> refresh(exchange);
            case USER, UPDATE_USER, REAUTHENTICATE -> asUser(exchange);
            case SIGN_OUT -> new SignOut(client, access, scope).of(exchange);
            case ADMIN_LIST_USERS ->
                new UserPages(client, access.project(), endpoint.getConfiguration()).into(exchange);
            default -> ask(fields.of(exchange), access.project()).thenAccept(reply -> answer(message, reply));
        };
    }

    private CompletableFuture<HttpReply> ask(ObjectNode body, Credentials who) {
        var path = AuthFields.path(action, body);
        return client.send(action.method(), path, action.method().equals("GET") ? null : body, who);
    }

    private CompletionStage<?> asUser(Exchange exchange) {
        var body = fields.of(exchange);
        return access.credentials(exchange)
                .thenCompose(who -> {
                    if (who.accessToken() == null) {
                        throw new SupabaseException(
                                AuthError.NOBODY, "supabase:auth/" + action.word() + " is asked as no user");
                    }
                    return ask(body, who);
                })
                .thenAccept(reply -> answer(exchange.getMessage(), reply));
    }

    /** A session's token, or one that the message holds; that of a named session is kept there. */
    private CompletionStage<?> refresh(Exchange exchange) {
        var message = exchange.getMessage();
        var session = access.session(exchange);
        if (session != null && fields.given(exchange).isEmpty()) {
            return session.renewed(access.renewal()).thenAccept(grant -> give(message, grant, session));
        }
        return ask(fields.of(exchange), access.project()).thenAccept(reply -> signedIn(message, reply));
    }

    private void signedIn(Message message, HttpReply reply) {
        var answer = AuthClient.object(reply);
        message.removeHeader(SupabaseConstants.PASSWORD);
        message.removeHeader(SupabaseConstants.OTP);
        if (!Grant.isIn(answer)) {
            // A new user whose address is still to be confirmed.
            message.setBody(map(answer.has("id") ? Json.object().set("user", answer) : answer));
            return;
        }
        var grant = Grant.in(answer);
        var session = access.namedSession();
        if (session != null) {
            session.keep(grant);
        }
        give(message, grant, session);
    }

    private static void give(Message message, Grant grant, Session session) {
        message.setHeader(SupabaseConstants.ACCESS_TOKEN, grant.accessToken());
        message.setBody(map(session == null ? grant.all() : grant.rest()));
    }

    private static void answer(Message message, HttpReply reply) {
        var answer = AuthClient.object(reply);
        message.removeHeader(SupabaseConstants.PASSWORD);
        message.setBody(map(answer));
    }

    static Object map(JsonNode json) {
        return Json.map(json);
    }
}
