package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsConstants;
import dev.serai.items.ItemsRuntime;
import dev.serai.items.model.ItemRunText;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/**
 * A flow that waits at one of its steps.
 *
 * @param flow the flow's name
 * @param token names the trip to whoever lets it go on
 * @param settings what the node was told, evaluated
 * @param until when it goes on by itself, or null for never
 * @param number how often the trip has waited, this time included
 */
record Parked(String flow, String token, Kind kind, Map<?, ?> settings, Instant until, int number) {

    /** What a flow waits for. */
    enum Kind {
        TIME,
        WEBHOOK,
        FORM
    }

    private static final String VERSION = "serai-wait";

    String setting(String name) {
        return Values.text(settings, name);
    }

    /** The last part of the address, or nothing. */
    String suffix() {
        return setting("suffix").replaceAll("^/+|/+$", "");
    }

    /** With all that another process needs to go on with it. */
    String text(Exchange exchange, Items items) {
        var state = State.of(exchange);
        var all = Json.object().put(VERSION, 1);
        all.put("flow", flow).put("token", token).put("kind", kind.name());
        all.put("until", until == null ? null : until.toString());
        all.put("number", number);
        all.put("execution", state.id()).put("address", state.address());
        all.put("workflow", exchange.getProperty(ItemsConstants.WORKFLOW, String.class));
        all.set("settings", Json.tree(settings));
        all.put("run", ItemRunText.write(ItemsRuntime.run(exchange), items));
        return Json.text(all);
    }

    static Parked read(String text) {
        try {
            var all = Json.read(text);
            return new Parked(
                    all.path("flow").asText(),
                    all.path("token").asText(),
                    Kind.valueOf(all.path("kind").asText()),
                    Json.map(all.path("settings")),
                    all.path("until").isTextual()
                            ? Instant.parse(all.path("until").textValue())
                            : null,
                    all.path("number").asInt());
        } catch (JsonProcessingException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new N8nException(N8nError.NOT_KEPT, "what was kept of a waiting flow cannot be read", e);
        }
    }

    /** An exchange as it came to the step that waits. */
    static Exchange restore(org.apache.camel.CamelContext context, String text) {
        try {
            var all = Json.read(text);
            var read = ItemRunText.read(all.path("run").asText());
            var exchange = new DefaultExchange(context);
            exchange.setProperty(ItemsConstants.RUN, read.run());
            if (all.path("workflow").isTextual()) {
                exchange.setProperty(
                        ItemsConstants.WORKFLOW, all.path("workflow").textValue());
            }
            State.goOn(
                    exchange,
                    all.path("token").asText(),
                    all.path("execution").asText(),
                    all.path("address").asText(),
                    all.path("number").asInt());
            exchange.getMessage().setBody(read.items());
            return exchange;
        } catch (JsonProcessingException e) {
            throw new N8nException(N8nError.NOT_KEPT, "what was kept of a waiting flow cannot be read", e);
        }
    }
}
