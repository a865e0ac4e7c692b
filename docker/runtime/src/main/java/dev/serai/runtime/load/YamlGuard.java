package dev.serai.runtime.load;

import java.util.ArrayDeque;
import java.util.HashMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/** Refuses YAML that would grow when it is read: deep nesting, and aliases that repeat what repeats. */
final class YamlGuard {

    private static final int DEPTH = 200;
    private static final long NODES = 100_000;

    private final HashMap<String, Long> weights = new HashMap<>();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private long total;

    private YamlGuard() {}

    /** A collection that is being read, and how many nodes there were before it. */
    private record Open(String anchor, long before) {}

    static void check(LoadSettings settings, String text) {
        var guard = new YamlGuard();
        for (var event : new Parse(settings).parseString(text)) {
            guard.see(event);
        }
    }

    private void see(Event event) {
        if (event instanceof AliasEvent alias) {
            var name = alias.getAlias().getValue();
            // An alias inside of what it names would be a ring.
            if (open.stream().anyMatch(collection -> name.equals(collection.anchor()))) {
                throw refuse(event, "The alias *" + name + "* stands inside of what it names");
            }
            add(event, weights.getOrDefault(name, 1L));
        } else if (event instanceof CollectionStartEvent start) {
            open.push(new Open(anchor(start), total));
            add(event, 1);
            if (open.size() > DEPTH) {
                throw refuse(event, "The file is nested more than " + DEPTH + " levels deep");
            }
        } else if (event instanceof CollectionEndEvent) {
            var closed = open.pop();
            if (closed.anchor() != null) {
                weights.put(closed.anchor(), total - closed.before());
            }
        } else if (event instanceof NodeEvent scalar) {
            add(event, 1);
            if (anchor(scalar) != null) {
                weights.put(anchor(scalar), 1L);
            }
        }
    }

    private void add(Event event, long weight) {
        total += weight;
        if (total > NODES) {
            throw refuse(event, "The file holds more than " + NODES + " values when its aliases are written out");
        }
    }

    private static String anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(null);
    }

    private static LoadException refuse(Event event, String fact) {
        var mark = event.getStartMark();
        return new LoadException(
                LoadError.HOSTILE,
                fact,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0));
    }
}
