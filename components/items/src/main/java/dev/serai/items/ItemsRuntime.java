package dev.serai.items;

import dev.serai.items.expression.Scope;
import dev.serai.items.expression.Surroundings;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Items;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.items.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.TimeUtils;

/** What the component and the language share in a Camel context: the sandbox, and what expressions may know. */
public final class ItemsRuntime extends ServiceSupport {

    private static final String STATE = "serai.items.state";

    private final Sandbox sandbox;
    private final Path folder;
    private final StateStore store;
    private final Vars vars;

    private ItemsRuntime(CamelContext context) {
        sandbox = new Sandbox(limits(context));
        var state = property(context, STATE, "");
        folder = state.isBlank() ? null : Path.of(state.strip());
        store = new StateStore(folder);
        vars = new Vars(context);
    }

    /** The one of a context; made when it is first asked for. */
    public static ItemsRuntime of(CamelContext context) {
        synchronized (context) {
            var known = context.hasService(ItemsRuntime.class);
            if (known != null) {
                return known;
            }
            var made = new ItemsRuntime(context);
            try {
                context.addService(made, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            return made;
        }
    }

    private static ScriptLimits limits(CamelContext context) {
        var usual = ScriptLimits.DEFAULT;
        try {
            return new ScriptLimits(
                    Duration.ofMillis(TimeUtils.toMilliSeconds(property(
                            context, "serai.items.time-limit", usual.cpu().toMillis() + "ms"))),
                    Long.parseLong(property(context, "serai.items.memory-limit", String.valueOf(usual.memory()))),
                    Long.parseLong(
                            property(context, "serai.items.statement-limit", String.valueOf(usual.statements()))),
                    usual.text(),
                    Duration.ofMillis(TimeUtils.toMilliSeconds(property(
                            context, "serai.items.list-time-limit", usual.list().toMillis() + "ms"))),
                    Long.parseLong(property(context, "serai.items.total-memory-limit", String.valueOf(usual.total()))));
        } catch (IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "a limit serai.items.* is no number: " + e.getMessage(), e);
        }
    }

    private static String property(CamelContext context, String name, String otherwise) {
        return context.getPropertiesComponent().resolveProperty(name).orElse(otherwise);
    }

    /** A part of what is kept over restarts, with names that are secrets, or null where no folder is set for it. */
    public StateStore kept(String part) {
        return folder == null ? null : StateStore.ofSecrets(folder.resolve(part));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** The run that an exchange is part of; it begins with the first step. */
    public static ItemRun run(Exchange exchange) {
        var run = exchange.getProperty(ItemsConstants.RUN, ItemRun.class);
        if (run == null) {
            run = new ItemRun();
            exchange.setProperty(ItemsConstants.RUN, run);
        }
        return run;
    }

    /** What an expression sees in a step. */
    public Scope scope(Exchange exchange, Items items, String node, ZoneId zone, Map<String, Object> parameters) {
        var execution = new LinkedHashMap<String, Object>();
        execution.put("id", exchange.getExchangeId());
        execution.put("mode", "production");
        if (exchange.getProperty(ItemsConstants.EXECUTION) instanceof Map<?, ?> known) {
            known.forEach((key, value) -> execution.put(String.valueOf(key), value));
        }
        var workflow = new LinkedHashMap<String, Object>();
        var name = exchange.getProperty(ItemsConstants.WORKFLOW, exchange.getFromRouteId(), String.class);
        workflow.put("id", name);
        workflow.put("name", name);
        workflow.put("active", true);
        var owner = owner(exchange);
        return new Scope(
                items,
                0,
                run(exchange),
                new Surroundings(vars.env(owner), vars.of(owner), execution, workflow, zone, store),
                node,
                parameters,
                Instant.now());
    }

    /**
     * Whose variables expressions may see: the first part of the id of the route that they stand in, since a route can
     * be called by another workflow, whose exchange goes on afterwards. Empty where no route is known.
     */
    private static String owner(Exchange exchange) {
        var route = ExchangeHelper.getRoute(exchange);
        return route == null ? "" : route.getRouteId().replaceFirst("/.*", "");
    }

    @Override
    protected void doShutdown() {
        sandbox.close();
    }
}
