package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Statements for PostgreSQL of evaluated parameters. n8n writes values into the text, also where a database takes no
 * parameters, such as in a DO block; so each value is written as a literal that cannot end early.
 */
public final class SqlText {

    private static final Map<String, String> COMPARISONS = Map.of(
            "equal", "=",
            "equals", "=",
            "!=", "<>",
            "notEqual", "<>",
            "LIKE", "like",
            ">", ">",
            "<", "<",
            ">=", ">=",
            "<=", "<=");

    /** @param database the name of the DataSource, which nobody but its owner can choose */
    public void statement(Exchange exchange, String database) {
        if (database.isBlank()) {
            throw new N8nException(
                    N8nError.NOT_CONFIGURED,
                    "no database was chosen: the property with the name of its DataSource is empty");
        }
        var given = Values.parameters(exchange);
        var operation = Values.text(given, "operation");
        var sql = switch (operation) {
            case "executeQuery" ->
                query(Values.text(given, "query"), new ArrayList<>(Values.values(given.get("values"))));
            case "select" -> "select * from " + table(given) + where(given) + limit(given);
            case "insert" -> insert(given, false);
            case "upsert" -> insert(given, true);
            case "update" -> update(given);
            case "deleteTable" -> delete(given);
            default -> throw new N8nException(N8nError.BAD_SQL, "there is no operation '" + operation + "'");
        };
        if (sql.isBlank()) {
            throw new N8nException(N8nError.BAD_SQL, "the statement is empty");
        }
        exchange.setVariable("reads", sql.stripLeading().regionMatches(true, 0, "select", 0, 6));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(sql);
    }

    /** Rows as items. A statement that gives none says that it went well; a query without rows gives nothing. */
    public void result(Exchange exchange) {
        var rows = exchange.getMessage().getBody();
        boolean reads = Boolean.TRUE.equals(exchange.getVariable("reads"));
        if (!(rows instanceof List<?> list) || list.isEmpty() && !reads) {
            exchange.getMessage().setBody(List.of(Map.of("success", true)));
        }
        exchange.getMessage().removeHeaders("*");
    }

    static String query(String sql, List<?> values) {
        return SqlPlaces.write(sql, values);
    }

    static String literal(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean) {
            var plain = value.toString();
            // Behind a minus sign the sign of a number would begin a comment.
            return plain.startsWith("-") ? "(" + plain + ")" : plain;
        }
        var text = value instanceof String plain ? plain : Json.text(value);
        if (text.indexOf('\0') >= 0) {
            throw new N8nException(N8nError.BAD_SQL, "a value holds the character 0");
        }
        // Doubled backslashes in an E'' text are the same under every setting of the server.
        var quoted = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + quoted + "'" : "E'" + quoted.replace("\\", "\\\\") + "'";
    }

    static String identifier(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new N8nException(N8nError.BAD_SQL, "a name is empty");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String table(Map<?, ?> given) {
        var schema = Values.text(given, "schema");
        return (schema.isEmpty() ? "" : identifier(schema) + ".") + identifier(Values.text(given, "table"));
    }

    private static Map<String, Object> columns(Map<?, ?> given) {
        var columns = new LinkedHashMap<String, Object>();
        if (given.get("row") instanceof Map<?, ?> row) {
            row.forEach((name, value) -> columns.put(String.valueOf(name), value));
        }
        if (given.get("columns") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> columns.put(String.valueOf(name).replaceFirst("^n(?=.)", ""), value));
        }
        if (columns.isEmpty()) {
            throw new N8nException(N8nError.BAD_SQL, "there are no columns for the table " + table(given));
        }
        return columns;
    }

    private static String insert(Map<?, ?> given, boolean update) {
        var columns = columns(given);
        var names = columns.keySet().stream().map(SqlText::identifier).toList();
        var sql = "insert into " + table(given) + " (" + String.join(", ", names) + ") values ("
                + columns.values().stream().map(SqlText::literal).collect(Collectors.joining(", ")) + ")";
        if (update) {
            var match = match(given);
            var sets = columns.keySet().stream()
                    .filter(name -> !match.contains(name))
                    .map(name -> identifier(name) + " = excluded." + identifier(name))
                    .toList();
            sql += " on conflict (" + match.stream().map(SqlText::identifier).collect(Collectors.joining(", "))
                    + ") do " + (sets.isEmpty() ? "nothing" : "update set " + String.join(", ", sets));
        }
        return sql + " returning *";
    }

    private static List<String> match(Map<?, ?> given) {
        var match = List.of(Values.text(given, "match").split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (match.isEmpty()) {
            throw new N8nException(N8nError.BAD_SQL, "there is no column that tells which row is meant");
        }
        return match;
    }

    private static String update(Map<?, ?> given) {
        var columns = columns(given);
        var conditions = where(given);
        var match = conditions.isEmpty() ? match(given) : List.<String>of();
        var sets = columns.entrySet().stream()
                .filter(column -> !match.contains(column.getKey()))
                .map(column -> identifier(column.getKey()) + " = " + literal(column.getValue()))
                .collect(Collectors.joining(", "));
        if (!conditions.isEmpty()) {
            return "update " + table(given) + " set " + sets + conditions + " returning *";
        }
        var where = match.stream()
                .map(name -> identifier(name) + " = " + literal(columns.get(name)))
                .collect(Collectors.joining(" and "));
        return "update " + table(given) + " set " + sets + " where " + where + " returning *";
    }

    private static String delete(Map<?, ?> given) {
        return switch (Values.text(given, "command")) {
            case "drop" -> "drop table " + table(given);
            case "truncate" -> "truncate table " + table(given);
            default -> {
                var where = where(given);
                if (where.isEmpty()) {
                    throw new N8nException(N8nError.BAD_SQL, "no rows are named that are to be deleted");
                }
                yield "delete from " + table(given) + where + " returning *";
            }
        };
    }

    private static String where(Map<?, ?> given) {
        var conditions = new ArrayList<String>();
        for (var one : Values.values(given.get("where"))) {
            if (one instanceof Map<?, ?> condition) {
                conditions.add(condition(condition));
            }
        }
        return conditions.isEmpty()
                ? ""
                : " where " + String.join(Values.text(given, "any").equals("true") ? " or " : " and ", conditions);
    }

    private static String condition(Map<?, ?> condition) {
        var column = identifier(Values.text(condition, "column"));
        var kind = Values.text(condition, "condition");
        if (kind.equals("IS NULL") || kind.equals("IS NOT NULL")) {
            return column + " " + kind.toLowerCase(java.util.Locale.ROOT);
        }
        var comparison = COMPARISONS.get(kind);
        if (comparison == null) {
            throw new N8nException(N8nError.BAD_SQL, "there is no comparison '" + kind + "'");
        }
        return column + " " + comparison + " " + literal(condition.get("value"));
    }

    private static String limit(Map<?, ?> given) {
        var limit = Values.text(given, "limit");
        return limit.matches("\\d{1,9}") ? " limit " + limit : "";
    }
}
