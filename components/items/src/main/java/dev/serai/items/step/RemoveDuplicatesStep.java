package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Lets the first of equal items pass. */
final class RemoveDuplicatesStep implements Step {

    private final String mode;
    private final List<String> fields;
    private final boolean dots;
    private final boolean only;

    RemoveDuplicatesStep(ItemsConfiguration options) {
        var otherwise = options.getBy() == null ? "all" : "selected";
        mode = Options.oneOf(
                options.getMode() == null ? otherwise : options.getMode(), "mode", "all", "selected", "except");
        fields = mode.equals("all") ? List.of() : Options.needList(options.getBy(), "by", "removeDuplicates");
        dots = options.isDots();
        only = options.isOnlyCompared();
        if (only && !mode.equals("selected")) {
            throw new ItemsException(ItemsError.BAD_OPTION, "onlyCompared is for mode=selected");
        }
    }

    @Override
    public boolean isTelling() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var seen = new HashSet<Object>();
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            var item = call.items().get(i);
            if (seen.add(key(item.json()))) {
                out.add((only ? item.withJson(compared(item.json())) : item).linked(i));
            }
        }
        return Outputs.single(out);
    }

    private Object key(Map<String, Object> json) {
        return Values.key(compared(json));
    }

    private Map<String, Object> compared(Map<String, Object> json) {
        var compared = json;
        if (mode.equals("except")) {
            for (var field : fields) {
                compared = Fields.without(compared, field, dots);
            }
        } else if (mode.equals("selected")) {
            compared = new java.util.LinkedHashMap<>();
            for (var field : fields) {
                Fields.set(compared, field, dots, Fields.get(json, field, dots));
            }
        }
        return compared;
    }
}
