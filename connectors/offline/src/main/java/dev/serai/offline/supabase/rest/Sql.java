package dev.serai.offline.supabase.rest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** A statement in the making: names are quoted, values are bound and never part of the text. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<String> values = new ArrayList<>();

    /** Adds text of our own. */
    Sql add(String part) {
        text.append(part);
        return this;
    }

    /** Adds a name that a client may have chosen. */
    Sql name(String name) {
        text.append(quoted(name));
        return this;
    }

    /** Adds a column of a table that has an alias. */
    Sql column(String alias, String name) {
        return name(alias).add(".").name(name);
    }

    /** Binds a value whose type PostgreSQL infers from what surrounds it. */
    Sql bind(String value) {
        text.append('?');
        values.add(value);
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i), Types.OTHER);
        }
        return statement;
    }

    static String quoted(String name) {
        return '"' + withoutZero(name).replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        // Keys of JSON paths stand where PostgreSQL can't infer a bound value's type.
        return "'" + withoutZero(value).replace("'", "''") + "'";
    }

    /** A zero would end the statement's text before its end, and the connection with it. */
    private static String withoutZero(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new RestError(400, "22021", "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
