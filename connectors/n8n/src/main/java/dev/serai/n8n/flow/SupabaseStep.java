package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A request to a table of Supabase, of evaluated parameters; values stay values. */
public final class SupabaseStep {

    private static final Pattern COLUMN = Pattern.compile("[\\p{L}\\p{N}_]{1,100}(?:->>?[\\p{L}\\p{N}_]{1,100}){0,5}");
    private static final Pattern OPERATOR = Pattern.compile("(?:not\\.)?[a-z]{2,10}(?:\\([A-Za-z_]{1,40}\\))?");

    public void request(Exchange exchange) {
        var given = Values.parameters(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        filter(
                message,
                Values.values(given.get("filters")).stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(Map.class::cast)
                        .toList(),
                Values.text(given, "any").equals("true"));
        var row = new LinkedHashMap<String, Object>();
        if (given.get("row") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> row.put(String.valueOf(name), value));
        }
        for (var one : Values.values(given.get("fields"))) {
            if (one instanceof Map<?, ?> field) {
                row.put(Values.text(field, "name"), field.get("value"));
            }
        }
        message.setBody(row.isEmpty() ? null : row);
    }

    /** Where one map of columns cannot say it, such as any of several or two of a kind, the filters become words. */
    private static void filter(Message message, List<Map<?, ?>> filters, boolean any) {
        var columns = new LinkedHashMap<String, Map<String, Object>>();
        boolean twice = false;
        for (var filter : filters) {
            twice |= columns.computeIfAbsent(Values.text(filter, "column"), name -> new LinkedHashMap<>())
                            .put(Values.text(filter, "operator"), Values.text(filter, "value"))
                    != null;
        }
        if (twice || any && filters.size() > 1) {
            message.setHeader(
                    "CamelSupabaseFilter",
                    (any ? "or" : "and")
                            + filters.stream().map(SupabaseStep::words).collect(Collectors.joining(",", "=(", ")")));
        } else if (!columns.isEmpty()) {
            message.setHeader("CamelSupabaseFilters", columns);
        }
    }

    /** A value is quoted, so that neither comma nor bracket ends it; an ampersand would end all of them. */
    private static String words(Map<?, ?> filter) {
        var column = Values.text(filter, "column");
        var operator = Values.text(filter, "operator");
        var value = Values.text(filter, "value");
        if (!COLUMN.matcher(column).matches() || !OPERATOR.matcher(operator).matches() || value.indexOf('&') >= 0) {
            throw new N8nException(
                    N8nError.UNREADABLE,
                    "the filter on '" + column
                            + "' cannot be one of several: its column or operator is none, or its value"
                            + " has an ampersand");
        }
        boolean state = operator.equals("is") && value.matches("null|true|false|unknown");
        return column + "." + operator + "."
                + (state ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    /** Rows as items; an answer without rows gives none. */
    public void result(Exchange exchange) {
        var message = exchange.getMessage();
        var body = message.getBody();
        message.removeHeaders("*");
        message.setBody(
                body instanceof List || body instanceof Map ? body : body == null ? List.of() : Json.tree(body));
    }
}
