package dev.serai.offline.supabase.auth;

import dev.serai.offline.supabase.Backend;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;

/** The codes of mails: each holds once and for an hour, and a new one of its kind replaces it. */
final class OneTimeTokens {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Backend backend;
    private final SecureRandom random = new SecureRandom();

    OneTimeTokens(Backend backend) {
        this.backend = backend;
    }

    Mail write(Connection connection, AuthUser user, String type, String to, String redirect) throws SQLException {
        var code = String.format("%06d", random.nextInt(1_000_000));
        var hash = hash(to, code);
        UserTable.update(
                connection,
                """
                insert into auth.one_time_tokens (user_id, token_type, token_hash, relates_to, created_at)
                values (?::uuid, ?, ?, ?, ?) on conflict (user_id, token_type) do update set
                token_hash = excluded.token_hash, relates_to = excluded.relates_to, created_at = excluded.created_at
                """,
                user.id(),
                type,
                hash,
                to,
                backend.settings().clock().instant());
        var link = backend.url().get() + "/auth/v1/verify?token=" + hash + "&type=" + type
                + (redirect.isEmpty() ? "" : "&redirect_to=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8));
        return new Mail(type, to, code, hash, link);
    }

    /** The user whom a code was written to, or null where it doesn't hold; it holds no second time. */
    AuthUser take(Connection connection, List<String> types, String hash) throws SQLException {
        var sql = "delete from auth.one_time_tokens where token_hash = ? and token_type = any(?)"
                + " returning user_id, created_at";
        try (var delete = connection.prepareStatement(sql)) {
            delete.setString(1, hash);
            delete.setArray(2, connection.createArrayOf("text", types.toArray()));
            try (var rows = delete.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                var end = rows.getObject("created_at", OffsetDateTime.class)
                        .toInstant()
                        .plus(LIFE);
                var holds = backend.settings().clock().instant().isBefore(end);
                return holds ? UserTable.byId(connection, rows.getString("user_id")) : null;
            }
        }
    }

    static String hash(String to, String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((to + code).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
