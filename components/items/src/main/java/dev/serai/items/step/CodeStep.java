package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs JavaScript, once for all items or once for each. */
final class CodeStep implements Step {

    private static final List<String> PARTS = List.of("json", "binary", "pairedItem", "error", "index");

    private final String code;
    private final boolean each;

    CodeStep(ItemsConfiguration options) {
        code = Options.need(options.getCode(), "code", "code");
        each = Options.oneOf(options.getMode() == null ? "all" : options.getMode(), "mode", "all", "each")
                .equals("each");
    }

    @Override
    public boolean isForEachItem() {
        return each;
    }

    @Override
    public boolean isTelling() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        if (!each) {
            var result = call.session().code(code, call.scope());
            // Many forget the list around a single item.
            for (var one : result instanceof List<?> list ? list : result == null ? List.of() : List.of(result)) {
                out.add(item(one, call));
            }
            return Outputs.single(out);
        }
        for (int i = 0; i < call.items().size(); i++) {
            var result = call.session().code(code, call.at(i));
            call.session().keep();
            if (result instanceof List<?>) {
                throw new ItemsException(
                        ItemsError.BAD_RESULT, "the code gave a list for item " + i + " instead of an object");
            }
            if (result != null) {
                out.add(item(result, call).linked(i));
            }
        }
        return Outputs.single(out);
    }

    private static Item item(Object value, StepCall call) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ItemsException(
                    ItemsError.BAD_RESULT,
                    "the code gave " + Values.type(value) + " '" + Converting.shown(value) + "' for an item");
        }
        if (map.get("json") instanceof List || map.containsKey("json") && !(map.get("json") instanceof Map)) {
            throw new ItemsException(
                    ItemsError.BAD_RESULT, "the field json of an item is " + Values.type(map.get("json")));
        }
        var item = ItemJson.item(whole(map));
        return PARTS.containsAll(map.keySet()) && map.get("binary") instanceof Map<?, ?> files
                ? item.withBinary(files(item, files, call))
                : item;
    }

    /** An item may be without fields, but what it has beside them must be something that items have. */
    private static Map<?, ?> whole(Map<?, ?> map) {
        if (map.containsKey("json")) {
            map.keySet().stream()
                    .filter(key -> !PARTS.contains(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new ItemsException(
                                ItemsError.BAD_RESULT,
                                "an item has 'json' and '" + key + "'; its fields belong into json");
                    });
            return map;
        }
        if (map.get("binary") instanceof Map && PARTS.containsAll(map.keySet())) {
            var item = new LinkedHashMap<Object, Object>(map);
            item.put("json", Map.of());
            return item;
        }
        return map;
    }

    /** Code sees only what describes a file; a file it passes on is found again by its name. */
    private static Map<String, Binary> files(Item item, Map<?, ?> files, StepCall call) {
        var kept = new LinkedHashMap<>(item.binary());
        files.forEach((key, facts) -> {
            var name = String.valueOf(key);
            if (!kept.containsKey(name)) {
                call.items().stream()
                        .map(one -> one.binary().get(name))
                        .filter(file -> file != null && describes(facts, file))
                        .findFirst()
                        .ifPresent(file -> kept.put(name, file));
            }
        });
        return kept;
    }

    private static boolean describes(Object facts, Binary file) {
        return facts instanceof Map<?, ?> map
                && Values.same(map.get("bytes"), file.data().length)
                && java.util.Objects.equals(map.get("fileName"), file.fileName());
    }
}
