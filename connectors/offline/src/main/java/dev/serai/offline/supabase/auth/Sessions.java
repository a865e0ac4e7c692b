package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/** Sessions and the refresh tokens that rotate in them. */
final class Sessions {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int TOKEN_LENGTH = 12;

    private final Backend backend;
    private final SecureRandom random = new SecureRandom();

    Sessions(Backend backend) {
        this.backend = backend;
    }

    /** What signing in answers. */
    record Issued(String session, String refreshToken, AuthUser user, ObjectNode json) {}

    private record Token(String token, String session, String parent, boolean revoked, Instant updated) {}

    Issued begin(Connection connection, AuthUser user, String method) throws SQLException {
        var now = backend.settings().clock().instant();
        var signedIn = UserTable.set(connection, user.id(), Map.of("last_sign_in_at", now, "updated_at", now));
        var session = UUID.randomUUID().toString();
        UserTable.update(
                connection,
                "insert into auth.sessions (id, user_id, method, created_at) values (?::uuid, ?::uuid, ?, ?)",
                session,
                user.id(),
                method,
                now);
        return issue(signedIn, session, method, newToken(connection, session, null));
    }

    /**
     * Exchanges a refresh token; null where it was used before and its session has been ended for that. A client that
     * lost the answer may come again with the token before the current one, and gets the current one.
     */
    Issued refresh(Connection connection, String refreshToken) throws SQLException {
        var token = token(connection, "token = ?", refreshToken);
        if (token == null) {
            throw new AuthError(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
        }
        var user = userOf(connection, token.session());
        checkBan(user);
        var method = text(connection, "select method from auth.sessions where id = ?::uuid", token.session());
        var active = token(connection, "session_id = ?::uuid and not revoked", token.session());
        if (!token.revoked()) {
            revoke(connection, token);
            return issue(user, token.session(), method, newToken(connection, token.session(), token.token()));
        }
        if (active != null && token.token().equals(active.parent())) {
            return issue(user, token.session(), method, active.token());
        }
        var now = backend.settings().clock().instant();
        if (Duration.between(token.updated(), now).compareTo(backend.settings().refreshReuse()) > 0) {
            UserTable.update(
                    connection,
                    "update auth.refresh_tokens set revoked = true where session_id = ?::uuid",
                    token.session());
            return null;
        }
        if (active != null) {
            revoke(connection, active);
        }
        return issue(user, token.session(), method, newToken(connection, token.session(), token.token()));
    }

    void checkBan(AuthUser user) {
        if (user.bannedUntil() != null
                && user.bannedUntil().isAfter(backend.settings().clock().instant())) {
            throw new AuthError(400, "user_banned", "User is banned");
        }
    }

    private Issued issue(AuthUser user, String session, String method, String refreshToken) {
        var life = backend.settings().tokenLife().toSeconds();
        var now = backend.settings().clock().instant().getEpochSecond();
        var claims = Json.object()
                .put("iss", backend.url().get() + "/auth/v1")
                .put("sub", user.id())
                .put("aud", "authenticated")
                .put("exp", now + life)
                .put("iat", now)
                .put("email", user.email() == null ? "" : user.email())
                .put("phone", "");
        claims.set("app_metadata", user.appMetadata());
        claims.set("user_metadata", user.userMetadata());
        claims.put("role", user.role()).put("aal", "aal1");
        claims.putArray("amr").addObject().put("method", method).put("timestamp", now);
        claims.put("session_id", session).put("is_anonymous", user.anonymous());
        var json = Json.object()
                .put("access_token", backend.tokens().sign(claims))
                .put("token_type", "bearer")
                .put("expires_in", life)
                .put("expires_at", now + life)
                .put("refresh_token", refreshToken);
        json.set("user", user.json());
        return new Issued(session, refreshToken, user, json);
    }

    private String newToken(Connection connection, String session, String parent) throws SQLException {
        var token = new StringBuilder();
        random.ints(TOKEN_LENGTH, 0, LETTERS.length()).forEach(i -> token.append(LETTERS.charAt(i)));
        UserTable.update(
                connection,
                "insert into auth.refresh_tokens (token, session_id, parent) values (?, ?::uuid, ?)",
                token.toString(),
                session,
                parent);
        return token.toString();
    }

    private void revoke(Connection connection, Token token) throws SQLException {
        UserTable.update(
                connection,
                "update auth.refresh_tokens set revoked = true, updated_at = ? where token = ?",
                backend.settings().clock().instant(),
                token.token());
    }

    private static Token token(Connection connection, String condition, String value) throws SQLException {
        var sql = "select * from auth.refresh_tokens where " + condition + " order by id desc limit 1 for update";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? new Token(
                                rows.getString("token"),
                                rows.getString("session_id"),
                                rows.getString("parent"),
                                rows.getBoolean("revoked"),
                                rows.getObject("updated_at", OffsetDateTime.class)
                                        .toInstant())
                        : null;
            }
        }
    }

    private static AuthUser userOf(Connection connection, String session) throws SQLException {
        return UserTable.byId(
                connection, text(connection, "select user_id from auth.sessions where id = ?::uuid", session));
    }

    private static String text(Connection connection, String sql, String value) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    static boolean exists(Connection connection, String session) throws SQLException {
        return text(connection, "select id from auth.sessions where id = ?::uuid", session) != null;
    }

    /** Ends sessions of a user: all, this one, or all others. */
    static void end(Connection connection, String scope, String user, String session) throws SQLException {
        switch (scope) {
            case "global" -> UserTable.update(connection, "delete from auth.sessions where user_id = ?::uuid", user);
            case "local" -> UserTable.update(connection, "delete from auth.sessions where id = ?::uuid", session);
            case "others" ->
                UserTable.update(
                        connection,
                        "delete from auth.sessions where user_id = ?::uuid and id <> ?::uuid",
                        user,
                        session);
            default -> throw AuthError.invalid("Unsupported logout scope \"" + scope + "\"");
        }
    }
}
