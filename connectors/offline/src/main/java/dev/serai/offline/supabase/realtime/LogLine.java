package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.offline.http.Json;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a line of PostgreSQL's test_decoding: {@code table public.t: INSERT: id[integer]:1 name[text]:'Ann'}. */
final class LogLine {
    private static final Pattern HEAD = Pattern.compile(
            "table (\"(?:[^\"]|\"\")+\"|[^.\" ]+)\\.(\"(?:[^\"]|\"\")+\"|[^:\" ]+): (INSERT|UPDATE|DELETE): ");
    private static final Pattern FIELD = Pattern.compile(
            "\\G ?(\"(?:[^\"]|\"\")+\"|[^\\[\" ]+)\\[((?:[^\\[\\]]|\\[\\])+)\\]:(B?'(?:[^']|'')*'|[^ ]+)",
            Pattern.DOTALL);
    private static final String OLD = "old-key: ";
    private static final String NEW = "new-tuple: ";
    private static final Map<String, String> SHORT = Map.of(
            "smallint", "int2",
            "integer", "int4",
            "bigint", "int8",
            "real", "float4",
            "double precision", "float8",
            "boolean", "bool",
            "character varying", "varchar",
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp");

    private final Matcher fields;
    private final ArrayNode columns = Json.array();

    private LogLine(String line) {
        fields = FIELD.matcher(line);
    }

    /** Null where the line is no change of a row with its columns. */
    static RowChange read(String line) {
        var head = HEAD.matcher(line);
        if (!head.lookingAt()) {
            return null;
        }
        var type = head.group(3);
        var rest = line.substring(head.end());
        var before = Json.object();
        var row = Json.object();
        var reader = new LogLine(rest);
        if (rest.startsWith(OLD)) {
            var end = reader.readInto(before, OLD.length());
            reader.columns.removeAll();
            var tuple = rest.indexOf(NEW, end);
            reader.readInto(row, tuple + NEW.length());
        } else {
            reader.readInto(type.equals("DELETE") ? before : row, 0);
        }
        return new RowChange(type, name(head.group(1)), name(head.group(2)), row, before, reader.columns);
    }

    private int readInto(ObjectNode target, int from) {
        var end = from;
        fields.region(from, fields.regionEnd());
        while (fields.find()) {
            var column = name(fields.group(1));
            var type = fields.group(2);
            target.set(column, value(type, fields.group(3)));
            columns.addObject().put("name", column).put("type", SHORT.getOrDefault(type, type));
            end = fields.end();
        }
        return end;
    }

    private static JsonNode value(String type, String text) {
        if (text.equals("null") || text.equals("unchanged-toast-datum")) {
            return Json.MAPPER.nullNode();
        }
        var plain = text.endsWith("'")
                ? text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'")
                : text;
        return switch (type) {
            case "smallint", "integer", "bigint", "boolean", "json", "jsonb" -> Json.parse(plain);
            case "real", "double precision", "numeric" ->
                plain.matches("-?[0-9.]+(e[-+]?[0-9]+)?") ? Json.parse(plain) : new TextNode(plain);
            default -> new TextNode(plain);
        };
    }

    private static String name(String quoted) {
        return quoted.startsWith("\"")
                ? quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")
                : quoted;
    }
}
