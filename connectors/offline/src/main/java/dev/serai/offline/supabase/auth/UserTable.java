package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Statements on auth.users and auth.identities. */
final class UserTable {
    private static final String SELECT = """
            select u.*, coalesce((select json_agg(json_build_object(
                'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data,
                'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
                'updated_at', i.updated_at, 'email', i.identity_data ->> 'email'))
                from auth.identities i where i.user_id = u.id), '[]') as identities
            from auth.users u
            """;

    private UserTable() {}

    static AuthUser byEmail(Connection connection, String email) throws SQLException {
        return one(query(connection, SELECT + "where u.email = ? for update of u", email));
    }

    static AuthUser byId(Connection connection, String id) throws SQLException {
        return one(query(connection, SELECT + "where u.id = ?::uuid for update of u", id));
    }

    static List<AuthUser> page(Connection connection, int number, int size) throws SQLException {
        return query(
                connection,
                SELECT + "order by u.created_at desc, u.id limit ? offset ?",
                size,
                (long) (number - 1) * size);
    }

    static long count(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery("select count(*) from auth.users")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Makes a user; one with an address gets an identity of that address. */
    static AuthUser insert(Connection connection, String id, Map<String, Object> columns) throws SQLException {
        update(connection, "insert into auth.users (id) values (?::uuid)", id);
        return set(connection, id, columns);
    }

    /** Changes columns and keeps the identity in step. */
    static AuthUser set(Connection connection, String id, Map<String, Object> columns) throws SQLException {
        for (var column : columns.entrySet()) {
            // The names come from this package's code only.
            var cast = column.getValue() instanceof JsonNode ? "?::jsonb" : "?";
            update(
                    connection,
                    "update auth.users set " + column.getKey() + " = " + cast + " where id = ?::uuid",
                    column.getValue(),
                    id);
        }
        update(connection, """
                insert into auth.identities (user_id, provider, provider_id, identity_data, last_sign_in_at)
                select id, 'email', id::text, raw_user_meta_data || jsonb_build_object('sub', id, 'email', email,
                    'email_verified', email_confirmed_at is not null, 'phone_verified', false), last_sign_in_at
                from auth.users where id = ?::uuid and email is not null
                on conflict (provider, provider_id) do update set identity_data = excluded.identity_data,
                    last_sign_in_at = excluded.last_sign_in_at, updated_at = now()
                """, id);
        return byId(connection, id);
    }

    static boolean delete(Connection connection, String id) throws SQLException {
        return update(connection, "delete from auth.users where id = ?::uuid", id) > 0;
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, value(values[i]));
            }
            return update.executeUpdate();
        }
    }

    static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw new AuthError(404, "validation_failed", "user_id must be an UUID");
        }
    }

    static Object value(Object value) {
        if (value instanceof JsonNode json) {
            return json.toString();
        }
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    private static List<AuthUser> query(Connection connection, String sql, Object... values) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            var users = new ArrayList<AuthUser>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    users.add(AuthUser.of(rows));
                }
            }
            return users;
        }
    }

    private static AuthUser one(List<AuthUser> users) {
        return users.isEmpty() ? null : users.get(0);
    }
}
