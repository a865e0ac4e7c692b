package dev.serai.sql.datasets;

import dev.serai.sql.jdbc.Dialect;
import dev.serai.sql.jdbc.Jdbc;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of files, and the list of them. All names are made of letters, digits and underscores here. */
record Tables(Dialect dialect, Connection connection) {

    static final String SCHEMA = "datasets";
    static final String READER = "serai_datasets_reader";

    /** Where rows gather, so that those of before stay when they cannot be kept. */
    private static final String COMING = "coming_rows";

    private static final long LOCK = 0x5e7a1_0003L;

    /** Columns that each table of PostgreSQL has. */
    private static final Set<String> HIDDEN = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /** Makes the schema, and whoever may read it. */
    void prepare() throws SQLException {
        alone();
        Jdbc.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        Jdbc.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + SCHEMA
                        + ".dataset_list (source VARCHAR PRIMARY KEY, table_name VARCHAR NOT NULL, columns VARCHAR NOT NULL, row_count INTEGER NOT NULL)");
        try {
            if (dialect == Dialect.H2) {
                reader();
                Jdbc.execute(connection, "GRANT SELECT ON SCHEMA " + SCHEMA + " TO " + READER);
            } else {
                role();
                Answers.create(connection);
                Jdbc.execute(connection, "GRANT USAGE ON SCHEMA " + SCHEMA + " TO " + READER);
                Jdbc.execute(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA " + SCHEMA + " TO " + READER);
            }
        } catch (SQLException e) {
            throw new DatasetException(DatasetError.NO_READER, "the user '" + READER + "' cannot be made", e);
        }
    }

    /** A password that nobody knows until it is set anew for each query. */
    private void reader() throws SQLException {
        var found = Jdbc.list(
                connection,
                "SELECT 1 FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = ?",
                row -> 1,
                READER.toUpperCase(Locale.ROOT));
        if (found.isEmpty()) {
            Jdbc.execute(connection, "CREATE USER IF NOT EXISTS " + READER + " PASSWORD '" + password() + "'");
        }
    }

    static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void role() throws SQLException {
        var found = Jdbc.list(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", row -> 1, READER);
        if (found.isEmpty()) {
            Jdbc.execute(connection, "CREATE ROLE " + READER + " NOLOGIN");
        }
        // The role belongs to the server, so another database's user may have made it.
        var member = Jdbc.list(connection, "SELECT 1 WHERE pg_has_role(?, 'MEMBER')", row -> 1, READER);
        if (member.isEmpty()) {
            Jdbc.execute(connection, "GRANT " + READER + " TO CURRENT_USER");
        }
    }

    /** Other processes may use the same database. */
    private void alone() throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            Jdbc.list(connection, "SELECT pg_advisory_xact_lock(?)", row -> 0, LOCK);
        }
    }

    String replace(String source, List<Map<String, Object>> rows) throws SQLException {
        alone();
        var columns = Columns.of(rows, name -> isKeyword(name) ? name + "_value" : name)
                .all();
        var table = table(source).orElse(null);
        if (table == null) {
            table = freeName(source);
        }
        drop(COMING);
        if (!columns.isEmpty()) {
            create(COMING, columns, rows);
        }
        drop(table);
        if (!columns.isEmpty()) {
            Jdbc.execute(connection, "ALTER TABLE " + SCHEMA + "." + COMING + " RENAME TO " + sameSchema(table));
        }
        Jdbc.update(connection, "DELETE FROM " + SCHEMA + ".dataset_list WHERE source = ?", source);
        Jdbc.update(
                connection,
                "INSERT INTO " + SCHEMA + ".dataset_list (source, table_name, columns, row_count) VALUES (?, ?, ?, ?)",
                source,
                table,
                columns.stream()
                        .map(column -> column.name() + " " + column.type().sql)
                        .collect(Collectors.joining(", ")),
                rows.size());
        return table;
    }

    private void create(String table, List<Columns.Column> columns, List<Map<String, Object>> rows)
            throws SQLException {
        var definition = columns.stream()
                .map(column -> column.name() + " " + sql(column.type()))
                .collect(Collectors.joining(", "));
        Jdbc.execute(connection, "CREATE TABLE " + SCHEMA + "." + table + " (" + definition + ")");
        if (dialect == Dialect.POSTGRESQL) {
            Jdbc.execute(connection, "GRANT SELECT ON " + SCHEMA + "." + table + " TO " + READER);
        }
        var names = columns.stream().map(Columns.Column::name).collect(Collectors.joining(", "));
        var marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        var values = new ArrayList<Object[]>(rows.size());
        for (var row : rows) {
            values.add(columns.stream()
                    .map(column -> column.type().value(row.get(column.key())))
                    .toArray());
        }
        Jdbc.updateAll(
                connection, "INSERT INTO " + SCHEMA + "." + table + " (" + names + ") VALUES (" + marks + ")", values);
    }

    /** A plain NUMERIC has no digits behind the point in H2. */
    private String sql(Columns.Type type) {
        return type == Columns.Type.NUMBER && dialect == Dialect.H2 ? "DECFLOAT" : type.sql;
    }

    /** H2 wants the schema with the new name, and PostgreSQL does not. */
    private String sameSchema(String table) {
        return dialect == Dialect.H2 ? SCHEMA + "." + table : table;
    }

    boolean remove(String source) throws SQLException {
        alone();
        var table = table(source);
        if (table.isEmpty()) {
            return false;
        }
        drop(table.get());
        Jdbc.update(connection, "DELETE FROM " + SCHEMA + ".dataset_list WHERE source = ?", source);
        return true;
    }

    List<Map<String, Object>> list() throws SQLException {
        return Jdbc.list(
                connection,
                "SELECT source, table_name, columns, row_count FROM " + SCHEMA + ".dataset_list ORDER BY source",
                row -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("source", row.getString(1));
                    entry.put("table", row.getString(2));
                    entry.put("columns", row.getString(3));
                    entry.put("rows", row.getInt(4));
                    return entry;
                });
    }

    private Optional<String> table(String source) throws SQLException {
        return Jdbc.first(
                connection,
                "SELECT table_name FROM " + SCHEMA + ".dataset_list WHERE source = ?",
                row -> row.getString(1),
                source);
    }

    private void drop(String table) throws SQLException {
        Jdbc.execute(connection, "DROP TABLE IF EXISTS " + SCHEMA + "." + table);
    }

    /** The file's name without its folder and its ending. */
    private String freeName(String source) throws SQLException {
        var file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        var taken = new HashSet<>(
                Jdbc.list(connection, "SELECT table_name FROM " + SCHEMA + ".dataset_list", row -> row.getString(1)));
        taken.add("dataset_list");
        taken.add(COMING);
        var name = Columns.name(dot > 0 ? file.substring(0, dot) : file);
        return Columns.unique(taken, isKeyword(name) ? name + "_rows" : name);
    }

    /** The database itself knows best which names it keeps for itself. */
    private boolean isKeyword(String name) {
        if (HIDDEN.contains(name)) {
            return true;
        }
        try {
            var point = connection.getAutoCommit() ? null : connection.setSavepoint();
            try {
                Jdbc.list(connection, "SELECT " + name + " FROM (SELECT 1) AS t(" + name + ")", row -> 1);
                return false;
            } catch (SQLException e) {
                if (point != null) {
                    connection.rollback(point);
                }
                return true;
            }
        } catch (SQLException e) {
            return true;
        }
    }
}
