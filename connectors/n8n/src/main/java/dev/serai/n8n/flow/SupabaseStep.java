package dev.serai.n8n.flow;

import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** A request to a table of Supabase, of evaluated parameters; values stay values. */
public final class SupabaseStep {

    public void request(Exchange exchange) {
        var given = Values.parameters(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        var filters = new LinkedHashMap<String, Object>();
        for (var one : Values.values(given.get("filters"))) {
            if (one instanceof Map<?, ?> filter) {
                filters.put(
                        Values.text(filter, "column"),
                        Map.of(Values.text(filter, "operator"), Values.text(filter, "value")));
            }
        }
        if (!filters.isEmpty()) {
            message.setHeader("CamelSupabaseFilters", filters);
        }
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

    /** Rows as items; an answer without rows gives none. */
    public void result(Exchange exchange) {
        var message = exchange.getMessage();
        var body = message.getBody();
        message.removeHeaders("*");
        message.setBody(
                body instanceof List || body instanceof Map ? body : body == null ? List.of() : Json.tree(body));
    }
}
