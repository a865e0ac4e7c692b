package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.model.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which other fields of an item are kept. */
record Include(String which, List<String> fields, boolean dots) {

    static Include of(ItemsConfiguration options) {
        return new Include(
                Options.oneOf(options.getInclude(), "include", "none", "all", "selected", "except"),
                Options.list(options.getIncludeFields()),
                options.isDots());
    }

    /** The kept fields, in a map that the caller may write. */
    Map<String, Object> of(Map<String, Object> json) {
        switch (which) {
            case "all":
                return new LinkedHashMap<>(json);
            case "selected":
                var kept = new LinkedHashMap<String, Object>();
                for (var field : fields) {
                    if (Fields.has(json, field, dots)) {
                        Fields.set(kept, field, dots, Fields.get(json, field, dots));
                    }
                }
                return kept;
            case "except":
                Map<String, Object> rest = new LinkedHashMap<>(json);
                for (var field : fields) {
                    rest = Fields.without(rest, field, dots);
                }
                return rest;
            default:
                return new LinkedHashMap<>();
        }
    }
}
