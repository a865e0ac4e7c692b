package dev.serai.offline.searxng;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a request: those of its address, and of a form where it is one. */
final class Form {
    private final Map<String, String> values = new LinkedHashMap<>();

    static Form of(Exchange exchange) {
        var form = new Form();
        form.add(exchange.query());
        var type = exchange.header("Content-Type");
        if (exchange.method().equals("POST") && type != null) {
            if (type.startsWith("application/x-www-form-urlencoded")) {
                form.add(Query.parse(exchange.bodyText()));
            } else if (type.startsWith("multipart/form-data")) {
                throw Refusal.notDone("multipart forms");
            }
        }
        return form;
    }

    /** Empty where it is missing, since the server makes no difference. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    private void add(Query query) {
        query.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
    }
}
