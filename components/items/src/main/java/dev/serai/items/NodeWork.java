package dev.serai.items;

import dev.serai.items.expression.Scope;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Session;
import dev.serai.items.step.Step;
import dev.serai.items.step.StepCall;
import dev.serai.items.step.Steps;
import dev.serai.items.step.Zones;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is the same around every step: its input, its failure, and what the run remembers of it. */
final class NodeWork {

    private static final Logger LOG = LoggerFactory.getLogger(NodeWork.class);

    /** The items that the last step on the way of an exchange has made. */
    static final String LAST = "CamelItemsLast";

    private final ItemsOperation operation;
    private final ItemsConfiguration options;
    private final Step step;
    private final ItemsRuntime runtime;
    private final ZoneId zone;
    private final List<String> inputNames;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private NodeWork(ItemsEndpoint endpoint) {
        operation = endpoint.getOperation();
        options = endpoint.getConfiguration();
        // A loop with a body of its own is run by SubRoutes.
        step = operation == ItemsOperation.LOOP && options.getTo() != null ? null : Steps.of(operation, options);
        runtime = ItemsRuntime.of(endpoint.getCamelContext());
        zone = Zones.of(options);
        inputNames = options.getInput() == null
                ? List.of()
                : Arrays.stream(options.getInput().split(","))
                        .map(String::strip)
                        .toList();
        parameters.putAll(options.getFields());
        if (operation == ItemsOperation.CODE || Settings.needScript(endpoint.getCamelContext(), options)) {
            runtime.sandbox().prepare();
        }
    }

    static NodeWork of(ItemsEndpoint endpoint) {
        return new NodeWork(endpoint);
    }

    /** The list that the message carries. */
    Items input(Exchange exchange) {
        var items = Bodies.items(exchange);
        return options.isExecuteOnce() && items.size() > 1 ? Items.of(items.get(0)) : items;
    }

    /** Does the step; the result is a list, or outputs where there can be more than one. */
    Object run(Exchange exchange) {
        if (operation == ItemsOperation.OUTPUT) {
            return output(exchange);
        }
        if (operation == ItemsOperation.PARAMETERS) {
            return parameters(exchange);
        }
        var inputs = inputs(exchange);
        if (step.runsWithoutItems() ? allEmpty(inputs) : inputs.get(0).isEmpty()) {
            // A step that got nothing did not run, and nobody can ask for what it made.
            return Items.NONE;
        }
        var outputs = alwaysSome(outputs(exchange, inputs), inputs.get(0).size());
        return remember(exchange, operation == ItemsOperation.RECORD ? last(exchange) : inputs, outputs);
    }

    /** A loop that is called once more with nothing still has to give what it has gathered. */
    private boolean allEmpty(List<Items> inputs) {
        return operation != ItemsOperation.LOOP && inputs.stream().allMatch(List::isEmpty);
    }

    /** The list goes on as it came; what the fields are for its first item is a variable, and so is the list. */
    private Items parameters(Exchange exchange) {
        var items = input(exchange);
        var first = items.isEmpty() ? Items.of(Item.empty()) : Items.of(items.get(0));
        var scope = runtime.scope(exchange, items, options.getName(), zone, parameters);
        try (Session session = runtime.sandbox().open()) {
            var made = new StepCall(List.of(first), scope, session).run(step);
            exchange.setVariable("p", made.get(0).get(0).json());
        }
        exchange.setVariable("items", items);
        exchange.setProperty(LAST, items);
        return items;
    }

    private List<Items> inputs(Exchange exchange) {
        if (operation != ItemsOperation.MERGE && operation != ItemsOperation.COMPARE) {
            return List.of(input(exchange));
        }
        if (!inputNames.isEmpty()) {
            var scope = runtime.scope(exchange, Items.NONE, null, zone, Map.of());
            return inputNames.stream().map(name -> scope.itemsOf(name, 0, -1)).toList();
        }
        var body = exchange.getMessage().getBody();
        if (body instanceof Outputs outputs) {
            return List.copyOf(outputs);
        }
        if (body instanceof List<?> lists && !lists.isEmpty() && lists.stream().allMatch(List.class::isInstance)) {
            return lists.stream().map(ItemJson::items).toList();
        }
        throw new ItemsException(
                ItemsError.BAD_BODY, "items:" + operation.wireName() + " needs the option input, or a body of lists");
    }

    private Outputs outputs(Exchange exchange, List<Items> inputs) {
        var items = inputs.get(0);
        Scope scope = runtime.scope(exchange, items, options.getName(), zone, parameters);
        try (Session session = runtime.sandbox().open()) {
            var call = new StepCall(inputs, scope, session);
            try {
                return checked(call.run(step));
            } catch (ItemsException e) {
                if (options.getOnError() == OnError.FAIL) {
                    throw e;
                }
                LOG.debug("A step failed and the route goes on", e);
                return new AfterFailure(step, options.getOnError() == OnError.OUTPUT).of(call, e);
            }
        }
    }

    /** With an output for errors there is one also where all went well, so that names do not depend on luck. */
    private Outputs checked(Outputs outputs) {
        if (options.getOnError() != OnError.OUTPUT) {
            return outputs;
        }
        var names = new ArrayList<>(outputs.names());
        names.add("error");
        var lists = new ArrayList<List<Item>>(outputs);
        lists.add(Items.NONE);
        return new Outputs(names, lists);
    }

    private Outputs alwaysSome(Outputs outputs, int inputs) {
        if (!options.isAlwaysOutputData() || !outputs.get(0).isEmpty()) {
            return outputs;
        }
        var lists = new ArrayList<List<Item>>(outputs);
        lists.set(0, Items.of(Item.empty().linked(Link.all(inputs))));
        return new Outputs(outputs.names(), lists);
    }

    private static List<Items> last(Exchange exchange) {
        var last = exchange.getProperty(LAST, Items.class);
        return last == null ? List.of() : List.of(last);
    }

    /** Keeps what the body of a loop has given, and gives back what the message is to carry. */
    Object record(Exchange exchange, Items input, Outputs given) {
        var all = given.all();
        var lists = new ArrayList<List<Item>>();
        int from = 0;
        for (var list : given) {
            var own = new ArrayList<Item>();
            for (var item : list) {
                own.add(item.linked(from++));
            }
            lists.add(own);
        }
        if (all.isEmpty() && options.isAlwaysOutputData() && !input.isEmpty()) {
            lists.set(0, List.of(Item.empty().linked(Link.all(input.size()))));
            all = input;
        }
        return remember(exchange, List.of(all), new Outputs(given.names(), lists));
    }

    private Object remember(Exchange exchange, List<Items> inputs, Outputs made) {
        var sources = made.sources(inputs);
        var linked = made.stream()
                .map(list -> sources.isEmpty() ? list : list.linkedTo(sources.get(0)))
                .toList();
        var outputs = new Outputs(made.names(), linked);
        var name = options.getName() == null ? exchange.getExchangeExtension().getHistoryNodeId() : options.getName();
        if (name != null) {
            ItemsRuntime.run(exchange).record(name, sources, outputs, parameters);
        }
        exchange.setProperty(LAST, outputs.size() == 1 ? outputs.get(0) : outputs.all());
        if (operation == ItemsOperation.LOOP && step != null) {
            var more = outputs.size() == 2 && !outputs.get(1).isEmpty();
            exchange.getMessage().setHeader(ItemsConstants.MORE, more);
            return more ? outputs.get(1) : outputs.get(0);
        }
        return outputs.size() == 1 ? outputs.get(0) : outputs;
    }

    private Items output(Exchange exchange) {
        var wanted = options.getValue() == null ? options.getName() : options.getValue();
        if (wanted == null) {
            throw new ItemsException(ItemsError.MISSING_OPTION, "items:output needs the option value");
        }
        if (!(exchange.getMessage().getBody() instanceof Outputs outputs)) {
            throw new ItemsException(ItemsError.BAD_BODY, "the step before items:output has one output only");
        }
        var found = outputs.named(wanted);
        if (found == null) {
            throw new ItemsException(
                    ItemsError.UNKNOWN_OUTPUT, "there is no output '" + wanted + "' but " + outputs.names());
        }
        return found;
    }
}
