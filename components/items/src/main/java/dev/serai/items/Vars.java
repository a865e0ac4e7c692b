package dev.serai.items;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code $vars} holds. Somebody may set a secret after the first run, so properties are read again at times. */
final class Vars {

    private static final Logger LOG = LoggerFactory.getLogger(Vars.class);
    private static final String PREFIX = "serai.items.vars.";
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final CamelContext context;
    private volatile Read last;

    /** @param at when it was read, in nanoseconds */
    private record Read(Map<String, Object> values, long at) {}

    Vars(CamelContext context) {
        this.context = context;
        last = read(Map.of());
    }

    Map<String, Object> now() {
        var known = last;
        if (System.nanoTime() - known.at() > FRESH) {
            known = read(known.values());
            last = known;
        }
        return known.values();
    }

    private Read read(Map<String, Object> before) {
        var properties = context.getPropertiesComponent();
        var values = new LinkedHashMap<String, Object>();
        // Camel's own map of properties does not take part in forEach.
        for (var name : properties.loadProperties(one -> one.startsWith(PREFIX)).stringPropertyNames()) {
            // A variable of the environment counts more than a file.
            var value = properties.resolveProperty(name).orElse("");
            values.put(name.substring(PREFIX.length()), value);
            if (value.isBlank() && !before.containsKey(name.substring(PREFIX.length()))) {
                LOG.warn("The property {} is empty; expressions that use it get nothing", name);
            }
        }
        return new Read(values, System.nanoTime());
    }
}
