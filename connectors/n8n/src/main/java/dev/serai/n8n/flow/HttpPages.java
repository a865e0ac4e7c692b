package dev.serai.n8n.flow;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.support.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** Asks page after page. The node's expressions about {@code $response} and {@code $pageCount} decide how, and when to end. */
final class HttpPages {

    private static final int MOST_PAGES = 1_000;

    private final Exchange exchange;
    private final Map<?, ?> told;
    private final Item item;
    private HttpRequests.Changes changes = HttpRequests.Changes.NONE;
    private int count;
    private String last = "";

    private HttpPages(Exchange exchange, Map<?, ?> told, Item item) {
        this.exchange = exchange;
        this.told = told;
        this.item = item;
    }

    static HttpPages of(Exchange exchange, Map<?, ?> given) {
        var item = exchange.getVariable("items") instanceof List<?> list
                        && !list.isEmpty()
                        && list.get(0) instanceof Item first
                ? first
                : Item.empty();
        var told = given.get("pages") instanceof Map<?, ?> map ? map : Map.of();
        var pages = new HttpPages(exchange, told, item);
        if (!told.isEmpty() && !Values.text(told, "mode").equals("url")) {
            // The parameters of the first page are evaluated too, with a count of 0 and no answer yet.
            pages.changes = pages.parameters(Map.of());
        }
        return pages;
    }

    /** The item that the requests are made for. */
    Item item() {
        return item;
    }

    /** Whether a status ends the pages, and is no failure. */
    boolean endsWith(HttpReply reply) {
        return Values.text(told, "until").equals("statuses") && complete(reply, Map.of());
    }

    HttpRequests.Changes changes() {
        return changes;
    }

    long interval() {
        return HttpStep.number(Values.text(told, "interval"));
    }

    /** Whether another page is to be asked for; {@link #changes} says how then. */
    boolean next(HttpReply reply, HttpAnswers answers) {
        if (told.isEmpty()) {
            return false;
        }
        count++;
        long most = HttpStep.number(Values.text(told, "most"));
        if (count >= (most > 0 ? Math.min(most, MOST_PAGES) : MOST_PAGES)) {
            return false;
        }
        var response = answers.whole(reply, answers.body(reply));
        if (complete(reply, response)) {
            return false;
        }
        if (!Values.text(told, "mode").equals("url")) {
            changes = parameters(response);
            return true;
        }
        var url = text("url", response);
        if (url.isBlank() || url.equals(last)) {
            return false;
        }
        last = url;
        changes = new HttpRequests.Changes(url, Map.of(), Map.of(), Map.of());
        return true;
    }

    private boolean complete(HttpReply reply, Map<String, Object> response) {
        return switch (Values.text(told, "until")) {
            case "expression" -> text("expression", response).equals("true");
            case "statuses" ->
                List.of(Values.text(told, "statuses").split("\\s*,\\s*")).contains(String.valueOf(reply.status()));
            default -> reply.body().length == 0 || reply.text().matches("\\s*(\\[\\s*\\]|\\{\\s*\\}|null)?\\s*");
        };
    }

    private HttpRequests.Changes parameters(Map<String, Object> response) {
        var query = new LinkedHashMap<String, String>();
        var headers = new LinkedHashMap<String, String>();
        var fields = new LinkedHashMap<String, String>();
        for (var one : Values.values(told.get("parameters"))) {
            if (one instanceof Map<?, ?> parameter) {
                var into = switch (Values.text(parameter, "type")) {
                    case "headers" -> headers;
                    case "body" -> fields;
                    default -> query;
                };
                var value = evaluated(Values.text(parameter, "value"), response);
                if (value != null) {
                    into.put(Values.text(parameter, "name"), value);
                }
            }
        }
        return new HttpRequests.Changes("", query, headers, fields);
    }

    private String text(String name, Map<String, Object> response) {
        var value = evaluated(Values.text(told, name), response);
        return value == null ? "" : value;
    }

    /** The item that expressions see has the answer and the count beside its own fields. */
    private String evaluated(String template, Map<String, Object> response) {
        if (!template.contains("{{")) {
            return template;
        }
        var fields = item.copy();
        fields.put("response", response);
        fields.put("pageCount", count);
        Expression expression = exchange.getContext()
                .resolveLanguage("n8n")
                .createExpression("="
                        + template.replaceAll("\\$response\\b", "\\$json.response")
                                .replaceAll("\\$pageCount\\b", "\\$json.pageCount"));
        var before = exchange.getMessage().getBody();
        try {
            exchange.getMessage().setBody(Items.of(Item.of(fields)));
            var value = expression.evaluate(exchange, Object.class);
            return value == null ? null : value instanceof String text ? text : String.valueOf(value);
        } finally {
            exchange.getMessage().setBody(before);
        }
    }
}
