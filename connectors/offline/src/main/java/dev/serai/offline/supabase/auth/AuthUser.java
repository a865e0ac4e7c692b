package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row of auth.users with its identities. */
record AuthUser(
        String id,
        String role,
        String email,
        String password,
        boolean anonymous,
        Instant confirmed,
        Instant bannedUntil,
        String newEmail,
        ObjectNode json) {
    static AuthUser of(ResultSet row) throws SQLException {
        var json = Json.object()
                .put("id", row.getString("id"))
                .put("aud", row.getString("aud"))
                .put("role", row.getString("role"))
                .put("email", text(row, "email"))
                .put("phone", text(row, "phone"));
        time(json, row, "email_confirmed_at", "email_confirmed_at");
        time(json, row, "email_confirmed_at", "confirmed_at");
        time(json, row, "invited_at", "invited_at");
        time(json, row, "confirmation_sent_at", "confirmation_sent_at");
        time(json, row, "recovery_sent_at", "recovery_sent_at");
        time(json, row, "email_change_sent_at", "email_change_sent_at");
        time(json, row, "last_sign_in_at", "last_sign_in_at");
        time(json, row, "banned_until", "banned_until");
        if (row.getString("email_change") != null) {
            json.put("new_email", row.getString("email_change"));
        }
        json.set("app_metadata", Json.parse(row.getString("raw_app_meta_data")));
        json.set("user_metadata", Json.parse(row.getString("raw_user_meta_data")));
        json.set("identities", Json.parse(row.getString("identities")));
        time(json, row, "created_at", "created_at");
        time(json, row, "updated_at", "updated_at");
        json.put("is_anonymous", row.getBoolean("is_anonymous"));
        return new AuthUser(
                row.getString("id"),
                row.getString("role"),
                row.getString("email"),
                row.getString("encrypted_password"),
                row.getBoolean("is_anonymous"),
                instant(row, "email_confirmed_at"),
                instant(row, "banned_until"),
                row.getString("email_change"),
                json);
    }

    JsonNode appMetadata() {
        return json.get("app_metadata");
    }

    JsonNode userMetadata() {
        return json.get("user_metadata");
    }

    ArrayNode identities() {
        return (ArrayNode) json.get("identities");
    }

    private static String text(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? "" : value;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void time(ObjectNode json, ResultSet row, String column, String name) throws SQLException {
        var time = instant(row, column);
        if (time != null) {
            json.put(name, time.toString());
        }
    }
}
