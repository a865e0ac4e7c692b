package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import dev.serai.offline.supabase.auth.Sessions.Issued;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What users do with their accounts; all methods run inside a transaction on a thread of the database. */
final class Accounts {
    private final Backend backend;
    private final Sessions sessions;
    private final OneTimeTokens tokens;
    private final Mailbox mailbox;

    Accounts(Backend backend, Sessions sessions, OneTimeTokens tokens, Mailbox mailbox) {
        this.backend = backend;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mailbox = mailbox;
    }

    /** A new user's session, or the user alone where the address has to be confirmed first. */
    ObjectNode signUp(Connection connection, String email, String password, ObjectNode data, String redirect)
            throws SQLException {
        var known = UserTable.byEmail(connection, email);
        var confirmed = backend.settings().autoconfirm();
        if (known != null && known.confirmed() != null) {
            if (confirmed) {
                throw new AuthError(422, "user_already_exists", "User already registered");
            }
            return someoneLike(known);
        }
        var hash = Passwords.hash(password);
        AuthUser user;
        if (known == null) {
            user = register(connection, email, confirmed, data, hash);
        } else {
            var metadata = registered(data, known.id(), email, confirmed);
            user = UserTable.set(
                    connection, known.id(), Map.of("encrypted_password", hash, "raw_user_meta_data", metadata));
        }
        if (confirmed) {
            return sessions.begin(connection, user, "password").json();
        }
        return mail(connection, user, "signup", redirect).json();
    }

    Issued anonymous(Connection connection, ObjectNode data) throws SQLException {
        var now = backend.settings().clock().instant();
        var user = UserTable.insert(
                connection,
                UUID.randomUUID().toString(),
                Map.of("is_anonymous", true, "raw_user_meta_data", data, "created_at", now, "updated_at", now));
        return sessions.begin(connection, user, "anonymous");
    }

    Issued signIn(Connection connection, String email, String password) throws SQLException {
        var user = email == null ? null : UserTable.byEmail(connection, email);
        if (user == null || !Passwords.matches(password, user.password())) {
            throw AuthError.credentials();
        }
        sessions.checkBan(user);
        if (user.confirmed() == null) {
            throw new AuthError(400, "email_not_confirmed", "Email not confirmed");
        }
        return sessions.begin(connection, user, "password");
    }

    /** A user who came alone, with a password's hash or null. */
    AuthUser register(Connection connection, String email, boolean confirmed, ObjectNode data, String hash)
            throws SQLException {
        var id = UUID.randomUUID().toString();
        var columns = new HashMap<String, Object>();
        columns.put("id", id);
        columns.put("encrypted_password", hash);
        columns.put("raw_user_meta_data", registered(data, id, email, confirmed));
        return create(connection, email, confirmed, columns);
    }

    /** What the service notes beside the user's own data. */
    private static ObjectNode registered(ObjectNode data, String id, String email, boolean confirmed) {
        return data.deepCopy()
                .put("email", email)
                .put("email_verified", confirmed)
                .put("phone_verified", false)
                .put("sub", id);
    }

    AuthUser create(Connection connection, String email, boolean confirmed, Map<String, Object> more)
            throws SQLException {
        var now = backend.settings().clock().instant();
        var columns = new HashMap<>(more);
        columns.put("email", email);
        columns.put("created_at", now);
        columns.put("updated_at", now);
        if (confirmed) {
            columns.put("email_confirmed_at", now);
        }
        columns.putIfAbsent("raw_app_meta_data", Json.parse("{\"provider\":\"email\",\"providers\":[\"email\"]}"));
        var id = more.get("id") == null ? UUID.randomUUID().toString() : (String) columns.get("id");
        columns.remove("id");
        return UserTable.insert(connection, id, columns);
    }

    /** Writes a mail with a code and notes when. */
    AuthUser mail(Connection connection, AuthUser user, String type, String redirect) throws SQLException {
        mailbox.put(tokens.write(
                connection, user, type, type.equals("email_change") ? user.newEmail() : user.email(), redirect));
        return sent(connection, user, type);
    }

    AuthUser sent(Connection connection, AuthUser user, String type) throws SQLException {
        var column = switch (type) {
            case "recovery", "magiclink" -> "recovery_sent_at";
            case "email_change" -> "email_change_sent_at";
            case "invite" -> "invited_at";
            default -> "confirmation_sent_at";
        };
        return UserTable.set(
                connection, user.id(), Map.of(column, backend.settings().clock().instant()));
    }

    /** Who follows a mail's code has the address, and is signed in. */
    Issued confirm(Connection connection, AuthUser user, String type) throws SQLException {
        sessions.checkBan(user);
        var columns = new HashMap<String, Object>();
        if (type.equals("email_change") && user.newEmail() != null) {
            columns.put("email", user.newEmail());
            columns.put("is_anonymous", false);
            columns.put("email_change", null);
        }
        if (user.confirmed() == null) {
            columns.put("email_confirmed_at", backend.settings().clock().instant());
            columns.put(
                    "raw_user_meta_data",
                    merged(user.userMetadata(), Json.object().put("email_verified", true)));
        }
        var confirmed = UserTable.set(connection, user.id(), columns);
        return sessions.begin(connection, confirmed, "otp");
    }

    AuthUser change(Connection connection, AuthUser user, JsonNode body, String redirect) throws SQLException {
        var columns = new HashMap<String, Object>();
        if (body.hasNonNull("password") && !body.get("password").asText().isEmpty()) {
            var password = Passwords.checked(body.get("password").asText());
            if (Passwords.matches(password, user.password())) {
                throw new AuthError(422, "same_password", "New password should be different from the old password.");
            }
            columns.put("encrypted_password", Passwords.hash(password));
        }
        if (body.hasNonNull("data")) {
            columns.put("raw_user_meta_data", merged(user.userMetadata(), body.get("data")));
        }
        var email = Request.email(body);
        var otherEmail = email != null && !email.equals(user.email());
        if (otherEmail) {
            if (UserTable.byEmail(connection, email) != null) {
                throw AuthError.emailExists();
            }
            if (backend.settings().autoconfirm()) {
                columns.put("email", email);
                columns.put("is_anonymous", false);
                columns.put("email_confirmed_at", backend.settings().clock().instant());
            } else {
                columns.put("email_change", email);
            }
        }
        columns.put("updated_at", backend.settings().clock().instant());
        var changed = UserTable.set(connection, user.id(), columns);
        return otherEmail && changed.newEmail() != null ? mail(connection, changed, "email_change", redirect) : changed;
    }

    /** Fields that are null in the change are taken away. */
    static ObjectNode merged(JsonNode before, JsonNode change) {
        ObjectNode result = before.deepCopy();
        change.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), field.getValue());
            }
        });
        return result;
    }

    /** Nobody learns from signing up whether an address is known: the answer looks like one for a new user. */
    private static ObjectNode someoneLike(AuthUser known) {
        var json = known.json().deepCopy();
        json.put("id", UUID.randomUUID().toString());
        json.remove("email_confirmed_at");
        json.remove("confirmed_at");
        json.remove("last_sign_in_at");
        json.putObject("user_metadata");
        json.putArray("identities");
        return json;
    }
}
