package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes one item of all: lists of the values of fields, or one list of all items. */
final class AggregateStep implements Step {

    private final boolean whole;
    private final Map<String, String> fields;
    private final String into;
    private final Include include;
    private final boolean mergeLists;
    private final boolean keepMissing;
    private final boolean keepBinary;
    private final boolean dots;

    AggregateStep(ItemsConfiguration options) {
        var mode = options.getMode() == null ? options.getField() == null ? "all" : "fields" : options.getMode();
        whole = Options.oneOf(mode, "mode", "fields", "all").equals("all");
        fields = whole ? Map.of() : Options.pairs(Options.need(options.getField(), "field", "aggregate"));
        into = options.getInto() == null ? "data" : options.getInto();
        var other = Include.of(options);
        include = other.which().equals("none") ? new Include("all", List.of(), other.dots()) : other;
        mergeLists = options.isMergeLists();
        keepMissing = options.isKeepMissing();
        keepBinary = options.isKeepBinary();
        dots = options.isDots();
    }

    @Override
    public Outputs run(StepCall call) {
        var items = call.items();
        Map<String, Object> json = new LinkedHashMap<>();
        if (whole) {
            Fields.set(
                    json,
                    into,
                    dots,
                    items.stream().map(item -> include.of(item.json())).toList());
        } else {
            fields.forEach((field, name) -> Fields.set(json, last(field, name), dots, values(items, field)));
        }
        Values.checkSize(json);
        var links = IntStream.range(0, items.size()).mapToObj(Link::to).toList();
        return Outputs.single(List.of(new Item(json, keepBinary ? files(items) : null, links, null)));
    }

    /** Without a name of its own a value out of an object keeps the last part of its path, as in n8n. */
    private String last(String field, String name) {
        return field.equals(name) && dots ? field.substring(field.lastIndexOf('.') + 1) : name;
    }

    private List<Object> values(Items items, String field) {
        var values = new ArrayList<>();
        for (var item : items) {
            var value = Fields.get(item.json(), field, dots);
            if (value == null && !keepMissing) {
                continue;
            }
            if (mergeLists && value instanceof List<?> list) {
                list.stream().filter(one -> one != null || keepMissing).forEach(values::add);
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private static Map<String, Binary> files(Items items) {
        var files = new LinkedHashMap<String, Binary>();
        var numbers = new HashMap<String, Integer>();
        for (var item : items) {
            item.binary().forEach((name, file) -> {
                var free = name;
                while (files.putIfAbsent(free, file) != null) {
                    free = name + "_" + numbers.merge(name, 1, Integer::sum);
                }
            });
        }
        return files;
    }
}
