package dev.serai.n8n.flow;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.SynchronizationAdapter;

/** Called by imported routes, for what Camel's own steps cannot say: merges, cycles, and the form of what nodes give. */
public final class Flow {

    private static final String ROUNDS = "n8n.rounds";
    /** What a run has made is kept until it ends, so a cycle without an end would fill the memory of all. */
    private static final int USUAL_ROUNDS = 10_000;

    /** A trip begins: nothing is known of an earlier one. */
    public void begin(Exchange exchange) {
        State.begin(exchange);
    }

    /**
     * A trip begins in a flow that may wait.
     *
     * @param address where it is let go on
     */
    public void begin(Exchange exchange, String address) {
        State.begin(exchange).at(exchange, address);
    }

    /** Whoever waits for an answer learns when the flow has ended, also behind what it has waited for. */
    public void watch(Exchange exchange) {
        var state = State.of(exchange);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                state.ended(done, done.getException());
            }
        });
    }

    /** A list has come to an input of a merge; the branch ends here. */
    public void arrive(Exchange exchange, String merge, int input) {
        State.of(exchange).arrive(merge, input, exchange.getMessage().getBody());
    }

    /** The lists of all inputs, empty ones where nothing came. */
    public void arrived(Exchange exchange, String merge, int inputs) {
        var lists = State.of(exchange).take(merge);
        var body = new ArrayList<List<?>>();
        for (int i = 0; i < inputs; i++) {
            body.add(Values.list(lists.getOrDefault(i, List.of())));
        }
        exchange.getMessage().setBody(body);
    }

    /** As arrived, for a merge that has nothing to choose from before all lists have come. */
    public void chosenFrom(Exchange exchange, String merge, int inputs) {
        arrived(exchange, merge, inputs);
        var lists = (List<?>) exchange.getMessage().getBody();
        if (lists.stream().anyMatch(list -> Values.list(list).isEmpty())) {
            exchange.getMessage().setBody(lists.stream().map(list -> List.of()).toList());
        }
    }

    /** A round of a loop ends with what has come back to it on all ways. */
    public void round(Exchange exchange, String loop) {
        exchange.getMessage().setBody(Values.list(State.of(exchange).take(loop).getOrDefault(0, List.of())));
    }

    /** A list goes back to the first node of a cycle; it waits there for its turn. */
    public void again(Exchange exchange, String node) {
        var items = Values.list(exchange.getMessage().getBody());
        if (!items.isEmpty()) {
            State.of(exchange).again(node, exchange.getMessage().getBody());
        }
    }

    public boolean more(Exchange exchange, String node) {
        return State.of(exchange).more(node);
    }

    public void next(Exchange exchange, String node) {
        var state = State.of(exchange);
        int most = exchange.getContext()
                .getPropertiesComponent()
                .resolveProperty(ROUNDS)
                .map(Integer::parseInt)
                .orElse(USUAL_ROUNDS);
        if (state.turns(node) >= most) {
            throw new N8nException(
                    N8nError.ENDLESS,
                    "the cycle of " + node + " has gone round " + most + " times, as often as " + ROUNDS + " allows");
        }
        exchange.getMessage().setBody(state.next(node));
    }

    /** The item of a trigger that runs at certain times. */
    public void time(Exchange exchange) {
        exchange.getMessage().setBody(Map.of("timestamp", OffsetDateTime.now().toString()));
    }

    /** The item that an error workflow gets. */
    public void trouble(Exchange exchange, String flow) {
        var caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.setProperty("CamelN8nTrouble", caught);
        var message = caught == null || caught.getMessage() == null ? "failed" : caught.getMessage();
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message);
        error.put("name", caught == null ? "" : caught.getClass().getSimpleName());
        var execution = new LinkedHashMap<String, Object>();
        execution.put("id", exchange.getExchangeId());
        execution.put("error", error);
        execution.put("lastNodeExecuted", String.valueOf(exchange.getProperty(Exchange.FAILURE_ENDPOINT)));
        execution.put("mode", "trigger");
        var item = new LinkedHashMap<String, Object>();
        item.put("execution", execution);
        item.put("workflow", Map.of("id", flow, "name", flow));
        exchange.getMessage().setBody(item);
    }

    static boolean isToldOfTrouble(Exchange exchange) {
        return exchange.getProperty("CamelN8nTrouble") != null;
    }

    /** The error workflow has run; the flow has failed nevertheless. */
    public void fail(Exchange exchange) {
        if (exchange.getProperty("CamelN8nTrouble") instanceof Throwable trouble) {
            throw RuntimeCamelException.wrapRuntimeCamelException(trouble);
        }
    }

    public void stop(Exchange exchange) {
        throw new N8nException(N8nError.STOPPED, Values.text(Values.parameters(exchange), "message"));
    }

    /** The answer of a model under the name that n8n gives it; JSON becomes an object. */
    public void answer(Exchange exchange, String name, boolean json) {
        Object answer = exchange.getMessage().getBody();
        if (json && answer instanceof String text) {
            try {
                answer = Json.MAPPER.readValue(text, Object.class);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                // The agent has checked its form; what is no JSON is given as it is.
                answer = text;
            }
        } else if (answer != null && !(answer instanceof Map) && !(answer instanceof List)) {
            answer = exchange.getMessage().getBody(String.class);
        }
        var item = new LinkedHashMap<String, Object>();
        item.put(name, answer);
        exchange.getMessage().setBody(item);
    }

    /** The whole item becomes a field of another one. */
    public void within(Exchange exchange, String name) {
        var item = new LinkedHashMap<String, Object>();
        item.put(name, exchange.getMessage().getBody());
        exchange.getMessage().setBody(item);
    }

    /** The item that came goes on, with what was found out about it as a field if that has a name. */
    public void original(Exchange exchange, String name) {
        var items = Values.list(exchange.getVariable("items"));
        if (items.isEmpty() || !(items.get(0) instanceof Item item)) {
            return;
        }
        var json = item.copy();
        if (!name.isEmpty()
                && Values.list(exchange.getMessage().getBody()).stream()
                                .findFirst()
                                .orElse(null)
                        instanceof Item found) {
            json.put(name, category(found.json().get("output")));
        }
        exchange.getMessage().setBody(Items.of(new Item(json, item.binary(), null, null)));
    }

    /** Of what a model has said about an item, what it was asked. */
    private static Object category(Object said) {
        return said instanceof Map<?, ?> map && map.containsKey("category")
                ? Map.of("category", map.get("category"))
                : said;
    }

    /** What a tool gives, as text for the model. */
    public void told(Exchange exchange) {
        exchange.getMessage()
                .setBody(Json.text(Values.json(exchange.getMessage().getBody())));
    }

    /** What a tool gives whose item has one value: its text, and other values as JSON. */
    public void words(Exchange exchange) {
        var json = Json.tree(Values.json(exchange.getMessage().getBody()));
        var value = json.size() == 1 && json.path(0).size() == 1
                ? json.path(0).iterator().next()
                : json;
        exchange.getMessage().setBody(value.isTextual() ? value.asText() : Json.text(value));
    }

    /** Passages as the items that a vector store gives. */
    public void documents(Exchange exchange) {
        var items = new ArrayList<Object>();
        for (var one : Values.list(exchange.getMessage().getBody())) {
            var found = Json.MAPPER.convertValue(one, Map.class);
            var document = new LinkedHashMap<String, Object>();
            document.put("pageContent", found.get("text"));
            document.put("metadata", found.get("metadata"));
            var item = new LinkedHashMap<String, Object>();
            item.put("document", document);
            item.put("score", found.get("score"));
            items.add(item);
        }
        exchange.getMessage().setBody(items);
    }

    /** Vectors are chosen by metadata; without a value none would be, instead of all. */
    public void chosen(Exchange exchange) {
        var metadata = Values.parameters(exchange).get("metadata");
        if (!(metadata instanceof Map<?, ?> map) || map.isEmpty() || map.containsValue(null) || map.containsValue("")) {
            throw new N8nException(N8nError.UNREADABLE, "there is no value to choose vectors by");
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader("CamelVectorFilter", metadata);
        exchange.getMessage().setBody(null);
    }

    /** What a stored document is known by: its metadata, and its id if the flow has one. */
    public void document(Exchange exchange) {
        if (Values.parameters(exchange).get("metadata") instanceof Map<?, ?> metadata) {
            var texts = new LinkedHashMap<String, Object>();
            metadata.forEach((name, value) -> {
                if (value != null) {
                    texts.put(String.valueOf(name), value);
                }
            });
            exchange.getMessage().setHeader("CamelVectorMetadata", texts);
            if (texts.get("file_id") != null) {
                exchange.getMessage().setHeader("CamelVectorSource", String.valueOf(texts.get("file_id")));
            }
        }
    }
}
