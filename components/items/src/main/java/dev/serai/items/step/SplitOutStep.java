package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an item of each element of a list in a field. */
final class SplitOutStep implements Step {

    private final List<String> fields;
    private final List<String> into;
    private final Include include;
    private final boolean dots;
    private final boolean keepBinary;

    SplitOutStep(ItemsConfiguration options) {
        fields = Options.needList(options.getField(), "field", "splitOut");
        into = Options.list(options.getInto());
        if (!into.isEmpty() && into.size() != fields.size()) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, "into names " + into.size() + " fields for " + fields.size());
        }
        include = Include.of(options);
        dots = options.isDots();
        keepBinary = options.isKeepBinary();
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            split(call.items().get(i), i, out);
        }
        return Outputs.single(out);
    }

    private void split(Item item, int index, List<Item> out) {
        var lists = fields.stream().map(field -> elements(item, field)).toList();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        var rest = without(item.json());
        for (int row = 0; row < longest; row++) {
            var base = include.of(rest);
            for (int f = 0; f < fields.size(); f++) {
                if (row < lists.get(f).size()) {
                    put(base, f, lists.get(f).get(row));
                }
            }
            out.add(new Item(base, keepBinary ? item.binary() : null, null, null).linked(index));
        }
    }

    private Map<String, Object> without(Map<String, Object> json) {
        var rest = json;
        for (var field : fields) {
            rest = Fields.without(rest, field, dots);
        }
        return rest;
    }

    /** Objects become the item itself, unless their field is named or other fields are kept. */
    private void put(Map<String, Object> base, int field, Object value) {
        if (value instanceof Map<?, ?> map
                && fields.size() == 1
                && into.isEmpty()
                && include.which().equals("none")) {
            map.forEach((key, one) -> base.put(String.valueOf(key), one));
        } else {
            // A path is no name to split into, so its dots stay.
            Fields.set(base, into.isEmpty() ? fields.get(field) : into.get(field), dots && !into.isEmpty(), value);
        }
    }

    private List<?> elements(Item item, String field) {
        if (field.equals("$binary")) {
            return item.binary().values().stream().map(SplitOutStep::described).toList();
        }
        var value = Fields.get(item.json(), field, dots);
        if (!Fields.has(item.json(), field, dots)) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list
                : value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Collections.singletonList(value);
    }

    private static Map<String, Object> described(Binary file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("fileName", file.fileName());
        facts.put("mimeType", file.mimeType());
        return facts;
    }
}
