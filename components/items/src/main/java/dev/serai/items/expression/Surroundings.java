package dev.serai.items.expression;

import dev.serai.items.state.StateStore;
import java.time.ZoneId;
import java.util.Map;

/** What expressions may know of the world beyond the items. The environment holds the allowed names only. */
public record Surroundings(
        Map<String, String> env,
        Map<String, Object> vars,
        Map<String, Object> execution,
        Map<String, Object> workflow,
        ZoneId zone,
        StateStore store) {

    public static final Surroundings NONE =
            new Surroundings(Map.of(), Map.of(), Map.of(), Map.of(), ZoneId.systemDefault(), new StateStore(null));
}
