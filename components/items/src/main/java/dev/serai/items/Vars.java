package dev.serai.items;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code $vars} and {@code $env} hold. A workflow may come from a stranger, so it sees its own values,
 * {@code <workflow>.vars.*} and the variables that {@code <workflow>.env} lists, then those that all share, under
 * {@code serai.items}; never another one's. Somebody may set a secret after the first run, so properties are read again
 * at times.
 */
final class Vars {

    private static final Logger LOG = LoggerFactory.getLogger(Vars.class);
    private static final String SHARED = "serai.items";
    private static final String VARS = ".vars.";
    private static final String ENV = ".env";
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final CamelContext context;
    private volatile Read last;

    /**
     * @param vars by their owner and their name
     * @param env the same, filled when a workflow asks
     * @param at when it was read, in nanoseconds
     */
    private record Read(Map<String, Map<String, Object>> vars, Map<String, Map<String, String>> env, long at) {}

    Vars(CamelContext context) {
        this.context = context;
        last = read(Map.of());
    }

    /** @param workflow whose they are; empty sees only what all share */
    Map<String, Object> of(String workflow) {
        var all = now().vars();
        var shared = all.getOrDefault(SHARED, Map.of());
        var own = all.get(workflow);
        if (own == null) {
            return shared;
        }
        var values = new LinkedHashMap<>(shared);
        // An empty one is asked for and not set: it is as if it were not there.
        own.forEach((name, value) -> {
            if (!String.valueOf(value).isBlank()) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** The variables of the environment that a workflow may see. */
    Map<String, String> env(String workflow) {
        return now().env().computeIfAbsent(workflow, one -> {
            var names = property(SHARED + ENV) + "," + (one.isEmpty() ? "" : property(one + ENV));
            var allowed = new LinkedHashMap<String, String>();
            for (var name : names.split(",")) {
                if (!name.isBlank()) {
                    allowed.put(name.strip(), System.getenv(name.strip()));
                }
            }
            return allowed;
        });
    }

    private String property(String name) {
        return context.getPropertiesComponent().resolveProperty(name).orElse("");
    }

    private Read now() {
        var known = last;
        if (System.nanoTime() - known.at() > FRESH) {
            known = read(known.vars());
            last = known;
        }
        return known;
    }

    private Read read(Map<String, Map<String, Object>> before) {
        var properties = context.getPropertiesComponent();
        var values = new LinkedHashMap<String, Map<String, Object>>();
        // Camel's own map of properties does not take part in forEach.
        for (var name : properties.loadProperties(one -> one.contains(VARS)).stringPropertyNames()) {
            int end = name.startsWith(SHARED + VARS) ? SHARED.length() : name.indexOf(VARS);
            var owner = name.substring(0, end);
            var variable = name.substring(end + VARS.length());
            // A variable of the environment counts more than a file.
            var value = property(name);
            values.computeIfAbsent(owner, one -> new LinkedHashMap<>()).put(variable, value);
            if (value.isBlank() && !before.getOrDefault(owner, Map.of()).containsKey(variable)) {
                LOG.warn("The property {} is empty; expressions that use it get nothing", name);
            }
        }
        return new Read(values, new ConcurrentHashMap<>(), System.nanoTime());
    }
}
