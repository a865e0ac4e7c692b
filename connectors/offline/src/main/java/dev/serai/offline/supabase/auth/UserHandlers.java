package dev.serai.offline.supabase.auth;

import dev.serai.offline.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The operations of users themselves. */
final class UserHandlers {
    private final AuthService service;
    private final Accounts accounts;
    private final Sessions sessions;

    UserHandlers(AuthService service, Accounts accounts, Sessions sessions) {
        this.service = service;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    void signUp(Request request) {
        var body = request.json();
        Request.refusePkce(body);
        var email = Request.email(body);
        var data = Request.object(body, "data");
        if (email == null && !body.hasNonNull("password")) {
            if (!service.anonymousSignIns()) {
                throw new AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
            }
            service.work(
                    request,
                    connection -> accounts.anonymous(connection, data),
                    issued -> service.reply(request, issued));
            return;
        }
        if (email == null) {
            throw AuthError.invalid("To signup, please provide your email");
        }
        if (!body.hasNonNull("password") || body.get("password").asText().isEmpty()) {
            throw AuthError.invalid("Signup requires a valid password");
        }
        var password = Passwords.checked(Json.text(body, "password"));
        service.work(
                request,
                connection -> accounts.signUp(connection, email, password, data, request.redirect()),
                answer -> service.reply(request, answer));
    }

    void token(Request request) {
        var type = String.valueOf(request.call().query().first("grant_type"));
        switch (type) {
            case "password" -> {
                var body = request.json();
                var email = Request.email(body);
                service.work(
                        request,
                        connection -> accounts.signIn(connection, email, Json.text(body, "password")),
                        issued -> service.reply(request, issued));
            }
            case "refresh_token" -> refresh(request);
            case "pkce" -> throw AuthError.notDone("the PKCE flow");
            case "id_token", "web3" -> throw AuthError.notDone("sign-in with other providers");
            default -> throw new AuthError(400, "invalid_credentials", "unsupported_grant_type");
        }
    }

    private void refresh(Request request) {
        var token = Json.text(request.json(), "refresh_token");
        if (token == null || token.isEmpty()) {
            throw AuthError.invalid("refresh_token required");
        }
        service.work(request, connection -> sessions.refresh(connection, token), issued -> {
            if (issued == null) {
                throw new AuthError(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
            }
            service.reply(request, issued);
        });
    }

    void get(Request request) {
        var bearer = request.bearer();
        service.work(request, connection -> user(connection, bearer), user -> service.reply(request, user.json()));
    }

    void change(Request request) {
        var bearer = request.bearer();
        var body = request.json();
        Request.refusePkce(body);
        service.work(
                request,
                connection -> accounts.change(connection, user(connection, bearer), body, request.redirect()),
                user -> service.reply(request, user.json()));
    }

    void logOut(Request request) {
        var bearer = request.bearer();
        var told = request.call().query().first("scope");
        var scope = told == null || told.isEmpty() ? "global" : told;
        service.work(
                request,
                connection -> {
                    user(connection, bearer);
                    Sessions.end(connection, scope, bearer.user(), bearer.session());
                    return scope;
                },
                done -> request.call().exchange().sendEmpty(204));
    }

    private static AuthUser user(Connection connection, Request.Bearer bearer) throws SQLException {
        if (!isUuid(bearer.user()) || (bearer.session() != null && !isUuid(bearer.session()))) {
            throw AuthError.badJwt("invalid claim: sub claim must be a UUID");
        }
        var user = UserTable.byId(connection, bearer.user());
        if (user == null) {
            throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist");
        }
        if (bearer.session() != null && !Sessions.exists(connection, bearer.session())) {
            throw new AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist");
        }
        return user;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
