package dev.serai.sql.datasets;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.support.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A function of PostgreSQL that answers queries as its owner, the reader. A query can undo SET ROLE, and have texts
 * executed after that; within such a function the database refuses it.
 */
final class Answers {

    private static final int LONGEST_ROW = 100_000;
    private static final String FUNCTION = Tables.SCHEMA + ".serai_answers";

    private Answers() {}

    static void create(Connection connection) throws SQLException {
        Jdbc.execute(
                connection,
                "CREATE OR REPLACE FUNCTION " + FUNCTION + "(query text, most int) RETURNS SETOF text LANGUAGE plpgsql"
                        + " STABLE SECURITY DEFINER SET search_path = " + Tables.SCHEMA + ", pg_temp AS $body$ BEGIN"
                        + " RETURN QUERY EXECUTE 'SELECT left(CAST(row_to_json(answer) AS text), "
                        + (LONGEST_ROW + 1) + ") FROM (' || query || E'\n) answer LIMIT ' || most;"
                        // The pool takes this kind of error for a broken connection.
                        + " EXCEPTION WHEN feature_not_supported THEN RAISE EXCEPTION '%', SQLERRM; END $body$");
        Jdbc.execute(connection, "REVOKE ALL ON FUNCTION " + FUNCTION + "(text, int) FROM PUBLIC");
        // Whoever is to own a function must be allowed to make it.
        Jdbc.execute(connection, "GRANT CREATE ON SCHEMA " + Tables.SCHEMA + " TO " + Tables.READER);
        Jdbc.execute(connection, "ALTER FUNCTION " + FUNCTION + "(text, int) OWNER TO " + Tables.READER);
        Jdbc.execute(connection, "REVOKE CREATE ON SCHEMA " + Tables.SCHEMA + " FROM " + Tables.READER);
    }

    static List<Map<String, Object>> of(Connection connection, String sql, int most, int seconds) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT * FROM " + FUNCTION + "(?, ?)")) {
            statement.setString(1, sql);
            statement.setInt(2, most);
            statement.setQueryTimeout(seconds);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Map<String, Object>>();
                while (rows.next()) {
                    found.add(row(rows.getString(1)));
                }
                return found;
            }
        }
    }

    private static Map<String, Object> row(String json) {
        if (json.length() > LONGEST_ROW) {
            throw new DatasetException(DatasetError.QUERY_FAILED, "a row has more than " + LONGEST_ROW + " characters");
        }
        try {
            var row = new LinkedHashMap<String, Object>();
            Json.map(json).forEach((name, value) -> row.put(name.toLowerCase(Locale.ROOT), Reading.plain(value)));
            return row;
        } catch (JsonProcessingException e) {
            throw new DatasetException(DatasetError.QUERY_FAILED, "a row is not readable", e);
        }
    }
}
