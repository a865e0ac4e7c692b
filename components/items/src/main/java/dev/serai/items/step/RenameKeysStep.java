package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Outputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Gives fields new names. */
final class RenameKeysStep implements Step {

    private static final int DEEPEST = 100;

    private final Map<String, Object> names;
    private final Pattern pattern;
    private final String replacement;
    private final int depth;
    private final boolean dots;

    RenameKeysStep(ItemsConfiguration options) {
        names = options.getRename();
        pattern = options.getRegex() == null ? null : BoundedText.pattern(options.getRegex(), options.isIgnoreCase());
        if (names.isEmpty() && pattern == null) {
            throw new ItemsException(ItemsError.MISSING_OPTION, "items:renameKeys needs rename.* or regex");
        }
        replacement = options.getReplacement();
        depth = options.getDepth() < 0 ? DEEPEST : Math.min(options.getDepth(), DEEPEST);
        dots = options.isDots();
    }

    @Override
    public Outputs run(StepCall call) {
        return Outputs.single(call.items().each(item -> {
            call.session().checkTime();
            var json = item.json();
            for (var name : names.entrySet()) {
                json = renamed(json, item.json(), name.getKey(), String.valueOf(name.getValue()));
            }
            return item.withJson(pattern == null ? json : byPattern(json, depth));
        }));
    }

    /** Values are those from before, so two names can change places. */
    private Map<String, Object> renamed(Map<String, Object> json, Map<String, Object> before, String from, String to) {
        if (!Fields.has(before, from, dots) || from.equals(to)) {
            return json;
        }
        var value = Fields.get(before, from, dots);
        return Fields.with(Fields.without(json, from, dots), to, dots, value);
    }

    private Map<String, Object> byPattern(Map<?, ?> json, int levels) {
        var renamed = new LinkedHashMap<String, Object>();
        json.forEach((key, value) ->
                renamed.put(newName(String.valueOf(key)), levels > 0 ? deeper(value, levels - 1) : value));
        return renamed;
    }

    private Object deeper(Object value, int levels) {
        if (value instanceof Map<?, ?> map) {
            return byPattern(map, levels);
        }
        return value instanceof List<?> list && levels > 0
                ? list.stream().map(one -> deeper(one, levels - 1)).toList()
                : value;
    }

    private String newName(String name) {
        try {
            return pattern.matcher(BoundedText.of(name)).replaceFirst(replacement);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, "replacement='" + replacement + "' does not fit its pattern", e);
        }
    }
}
