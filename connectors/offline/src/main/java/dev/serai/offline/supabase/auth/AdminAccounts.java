package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the service key may do with accounts; all methods run inside a transaction on a thread of the database. */
final class AdminAccounts {
    private static final Set<String> LINKS = Set.of("signup", "invite", "magiclink", "recovery");

    private final Backend backend;
    private final Accounts accounts;
    private final OneTimeTokens tokens;

    AdminAccounts(Backend backend, Accounts accounts, OneTimeTokens tokens) {
        this.backend = backend;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    AuthUser create(Connection connection, JsonNode body) throws SQLException {
        var email = Request.email(body);
        if (email == null) {
            throw AuthError.invalid("Cannot create a user without either an email or phone");
        }
        if (UserTable.byEmail(connection, email) != null) {
            throw AuthError.emailExists();
        }
        var columns = columns(body, Json.parse("{\"provider\":\"email\",\"providers\":[\"email\"]}"), Json.object());
        if (body.hasNonNull("id")) {
            columns.put("id", UserTable.uuid(body.get("id").asText()));
        }
        return accounts.create(connection, email, body.path("email_confirm").asBoolean(), columns);
    }

    AuthUser get(Connection connection, String id) throws SQLException {
        var user = UserTable.byId(connection, UserTable.uuid(id));
        if (user == null) {
            throw AuthError.userNotFound();
        }
        return user;
    }

    AuthUser update(Connection connection, String id, JsonNode body) throws SQLException {
        var user = get(connection, id);
        var columns = columns(body, user.appMetadata(), user.userMetadata());
        var email = Request.email(body);
        var now = backend.settings().clock().instant();
        if (email != null && !email.equals(user.email())) {
            if (UserTable.byEmail(connection, email) != null) {
                throw AuthError.emailExists();
            }
            columns.put("email", email);
            columns.put("is_anonymous", false);
        }
        if (body.path("email_confirm").asBoolean()) {
            columns.put("email_confirmed_at", now);
        }
        columns.put("updated_at", now);
        return UserTable.set(connection, user.id(), columns);
    }

    void delete(Connection connection, String id, JsonNode body) throws SQLException {
        if (body.path("should_soft_delete").asBoolean()) {
            throw AuthError.notDone("soft deletion of users");
        }
        if (!UserTable.delete(connection, UserTable.uuid(id))) {
            throw AuthError.userNotFound();
        }
    }

    AuthUser invite(Connection connection, JsonNode body, String redirect) throws SQLException {
        var user = forLink(connection, "invite", Request.requiredEmail(body), body);
        return accounts.mail(connection, user, "invite", redirect);
    }

    /** The link of a mail for whoever sends mails on their own. */
    ObjectNode link(Connection connection, JsonNode body, String redirect) throws SQLException {
        var type = String.valueOf(Json.text(body, "type"));
        if (type.startsWith("email_change")) {
            throw AuthError.notDone("links for a change of address");
        }
        if (!LINKS.contains(type)) {
            throw AuthError.invalid("Invalid email action link type requested: " + type);
        }
        var told = Json.text(body, "redirect_to");
        var target = told == null ? redirect : told;
        var user = forLink(connection, type, Request.requiredEmail(body), body);
        var mail = tokens.write(connection, user, type, user.email(), target);
        return accounts.sent(connection, user, type)
                .json()
                .put("action_link", mail.link())
                .put("email_otp", mail.code())
                .put("hashed_token", mail.hashedToken())
                .put("verification_type", type)
                .put("redirect_to", target);
    }

    private AuthUser forLink(Connection connection, String type, String email, JsonNode body) throws SQLException {
        var known = UserTable.byEmail(connection, email);
        if (known == null) {
            if (type.equals("recovery")) {
                throw new AuthError(404, "user_not_found", "User with this email not found");
            }
            var columns = new HashMap<String, Object>();
            columns.put("raw_user_meta_data", Request.object(body, "data"));
            if (type.equals("signup")) {
                columns.put("encrypted_password", Passwords.hash(Passwords.checked(Json.text(body, "password"))));
            }
            return accounts.create(connection, email, false, columns);
        }
        if (known.confirmed() != null && (type.equals("signup") || type.equals("invite"))) {
            throw AuthError.emailExists();
        }
        return known;
    }

    private Map<String, Object> columns(JsonNode body, JsonNode appMetadata, JsonNode userMetadata) {
        var columns = new HashMap<String, Object>();
        if (body.hasNonNull("password")) {
            columns.put(
                    "encrypted_password",
                    Passwords.hash(Passwords.checked(body.get("password").asText())));
        }
        columns.put("raw_app_meta_data", Accounts.merged(appMetadata, Request.object(body, "app_metadata")));
        columns.put("raw_user_meta_data", Accounts.merged(userMetadata, Request.object(body, "user_metadata")));
        if (body.hasNonNull("role")) {
            columns.put("role", body.get("role").asText());
        }
        if (body.hasNonNull("ban_duration")) {
            var text = body.get("ban_duration").asText();
            columns.put(
                    "banned_until",
                    text.equals("none")
                            ? null
                            : backend.settings().clock().instant().plus(ban(text)));
        }
        return columns;
    }

    private static Duration ban(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw AuthError.invalid("invalid format for ban duration: " + text);
        }
    }
}
