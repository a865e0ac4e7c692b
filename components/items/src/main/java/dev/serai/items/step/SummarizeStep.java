package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Sums, counts and so on, of all items or by groups, as a pivot table. */
final class SummarizeStep implements Step {

    private record Summary(String function, String field) {}

    private static final Map<String, String> PREFIXES = Map.of(
            "append",
            "appended_",
            "average",
            "average_",
            "concatenate",
            "concatenated_",
            "count",
            "count_",
            "countUnique",
            "unique_count_",
            "max",
            "max_",
            "min",
            "min_",
            "sum",
            "sum_");
    private static final Pattern FUNCTION = Pattern.compile("(\\w+)\\(\\s*([^()]*?)\\s*\\)");

    private final List<Summary> summaries;
    private final List<String> groups;
    private final boolean single;
    private final boolean missing;
    private final boolean empty;
    private final String separator;
    private final boolean dots;

    SummarizeStep(ItemsConfiguration options) {
        summaries = Options.needList(options.getField(), "field", "summarize").stream()
                .map(SummarizeStep::summary)
                .toList();
        groups = Options.list(options.getBy());
        single = options.isSingle();
        missing = options.isKeepMissing();
        empty = options.isKeepEmpty();
        separator = options.getSeparator();
        dots = options.isDots();
    }

    private static Summary summary(String text) {
        var matcher = FUNCTION.matcher(text);
        if (!matcher.matches() || !PREFIXES.containsKey(matcher.group(1))) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION,
                    "'" + text + "' is none of "
                            + PREFIXES.keySet().stream().sorted().toList() + " of a field, such as sum(price)");
        }
        return new Summary(matcher.group(1), matcher.group(2));
    }

    @Override
    public Outputs run(StepCall call) {
        var items = call.items();
        var groupsOfItems = new LinkedHashMap<List<Object>, List<Integer>>();
        group(items, Link.all(items.size()).stream().map(Link::item).toList(), List.of(), groupsOfItems);
        return Outputs.single(single ? one(items, groupsOfItems) : each(items, groupsOfItems));
    }

    /** Groups within groups: all of the first value stand together. */
    private void group(
            Items items, List<Integer> members, List<Object> above, Map<List<Object>, List<Integer>> groupsOfItems) {
        if (above.size() == groups.size()) {
            groupsOfItems.put(above, members);
            return;
        }
        var parts = new LinkedHashMap<Object, List<Integer>>();
        for (var member : members) {
            var value = Fields.get(items.get(member).json(), groups.get(above.size()), dots);
            if (missing || !Values.empty(value)) {
                parts.computeIfAbsent(value, key -> new ArrayList<>()).add(member);
            }
        }
        parts.forEach((value, part) -> {
            var key = new ArrayList<>(above);
            key.add(value);
            group(items, part, key, groupsOfItems);
        });
    }

    private List<Item> each(Items items, Map<List<Object>, List<Integer>> groupsOfItems) {
        var out = new ArrayList<Item>();
        groupsOfItems.forEach((key, members) -> {
            var json = new LinkedHashMap<String, Object>();
            for (int i = 0; i < groups.size(); i++) {
                if (key.get(i) != null) {
                    json.put(named(groups.get(i)), key.get(i));
                }
            }
            json.putAll(summarized(items, members));
            out.add(new Item(json, null, members.stream().map(Link::to).toList(), null));
        });
        return out;
    }

    /** All in one item: objects in objects, by the values of the groups. */
    private List<Item> one(Items items, Map<List<Object>, List<Integer>> groupsOfItems) {
        var json = new LinkedHashMap<String, Object>();
        var links = new ArrayList<Link>();
        groupsOfItems.forEach((key, members) -> {
            Map<String, Object> at = json;
            for (var value : key) {
                at = child(at, value == null ? "undefined" : Values.text(value));
            }
            at.putAll(summarized(items, members));
            members.forEach(member -> links.add(Link.to(member)));
        });
        return List.of(new Item(json, null, links, null));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    private Map<String, Object> summarized(Items items, List<Integer> members) {
        var json = new LinkedHashMap<String, Object>();
        for (var summary : summaries) {
            var values = members.stream()
                    .map(member -> Fields.get(items.get(member).json(), summary.field(), dots))
                    .toList();
            json.put(PREFIXES.get(summary.function()) + named(summary.field()), value(summary, values));
        }
        return json;
    }

    private static String named(String field) {
        return field.replaceAll("[\\s.]", "_");
    }

    private Object value(Summary summary, List<Object> all) {
        var values = all.stream().filter(value -> !Values.empty(value)).toList();
        var counted = empty ? all : values;
        return switch (summary.function()) {
            case "append" -> counted;
            case "concatenate" -> counted.stream().map(Values::readable).collect(Collectors.joining(separator));
            case "count" -> counted.size();
            case "countUnique" -> counted.stream().map(Values::key).distinct().count();
            case "max" -> values.stream().max(Values::order).orElse(null);
            case "min" -> values.stream().min(Values::order).orElse(null);
            case "average" ->
                numbers(values).average().stream()
                        .mapToObj(Values::narrow)
                        .findFirst()
                        .orElse(null);
            default -> Values.narrow(numbers(values).sum());
        };
    }

    /** What is no number does not count, as in n8n. */
    private static DoubleStream numbers(List<Object> values) {
        return values.stream().filter(Number.class::isInstance).mapToDouble(value -> ((Number) value).doubleValue());
    }
}
