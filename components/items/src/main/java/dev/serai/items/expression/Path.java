package dev.serai.items.expression;

import dev.serai.items.model.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An expression that only goes from one value to the next, such as {@code $json.a['b'][0]}; it needs no JavaScript. */
final class Path {

    /** Where a path begins. */
    private interface Root {
        Object of(Scope scope);
    }

    /** What has no field of its own where JavaScript would look for a method. */
    private static final Pattern STEP = Pattern.compile("\\G(?:\\??\\.\\s*([\\p{L}_$][\\p{L}\\p{N}_$]*)"
            + "|(?:\\?\\.)?\\[\\s*(?:(\\d{1,9})|'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*])");

    private static final Pattern NODE = Pattern.compile(
            "\\G\\$\\(\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*\\)\\.(item|first\\(\\)|last\\(\\))\\.json");
    private static final Pattern OLD_NODE = Pattern.compile(
            "\\G\\$node(?:\\.([\\p{L}_$][\\p{L}\\p{N}_$]*)|\\[\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*])\\.json");
    private static final Pattern INPUT = Pattern.compile("\\G\\$input\\.(item|first\\(\\)|last\\(\\))\\.json");
    private static final Pattern NAME =
            Pattern.compile("\\G\\$(json|vars|execution|workflow|itemIndex)(?![\\p{L}\\p{N}_$])");

    private final Root root;
    private final List<Object> steps;

    private Path(Root root, List<Object> steps) {
        this.root = root;
        this.steps = steps;
    }

    /** The path that some code is, or null if it is more than a path. */
    static Path of(String code) {
        for (var pattern : List.of(NAME, NODE, INPUT, OLD_NODE)) {
            var start = pattern.matcher(code);
            if (start.find()) {
                var groups = new ArrayList<String>();
                for (int i = 1; i <= start.groupCount(); i++) {
                    if (start.group(i) != null) {
                        groups.add(start.group(i));
                    }
                }
                var steps = steps(code, start.end());
                return steps == null ? null : new Path(root(pattern, groups), steps);
            }
        }
        return null;
    }

    private static Root root(Pattern pattern, List<String> groups) {
        var first = groups.get(0);
        if (pattern == NODE) {
            return scope -> json(pick(scope, first, groups.get(1)));
        }
        if (pattern == OLD_NODE) {
            return scope -> json(scope.sameNumber(first));
        }
        if (pattern == INPUT) {
            return scope -> json(
                    switch (first) {
                        case "item" -> scope.item();
                        case "first()" ->
                            scope.items().isEmpty() ? null : scope.items().get(0);
                        default ->
                            scope.items().isEmpty()
                                    ? null
                                    : scope.items().get(scope.items().size() - 1);
                    });
        }
        return switch (first) {
            case "json" -> scope -> scope.item().json();
            case "vars" -> scope -> scope.around().vars();
            case "execution" -> scope -> scope.around().execution();
            case "workflow" -> scope -> scope.around().workflow();
            default -> scope -> scope.index();
        };
    }

    private static Item pick(Scope scope, String node, String which) {
        if (which.equals("item")) {
            return scope.linked(node, scope.index());
        }
        var items = scope.itemsOf(node, 0, -1);
        return items.isEmpty() ? null : items.get(which.startsWith("first") ? 0 : items.size() - 1);
    }

    private static Object json(Item item) {
        return item == null ? null : item.json();
    }

    private static List<Object> steps(String code, int from) {
        var steps = new ArrayList<>();
        var matcher = STEP.matcher(code);
        int at = from;
        while (at < code.length()) {
            if (!matcher.find(at)) {
                return null;
            }
            // A call would be JavaScript; the pattern stops before its bracket, so the next round finds no step.
            var field = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
            steps.add(field == null ? Integer.valueOf(matcher.group(2)) : field);
            at = matcher.end();
        }
        return steps;
    }

    /** The value; nothing where a part of the way is missing, as n8n does it. */
    Object evaluate(Scope scope) {
        var value = root.of(scope);
        for (var step : steps) {
            value = child(value, step);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private static Object child(Object parent, Object step) {
        if (parent instanceof Map<?, ?> map) {
            return map.get(step.toString());
        }
        if (parent instanceof List<?> list) {
            if (step.equals("length")) {
                return list.size();
            }
            var index = index(step);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        if (parent instanceof String text) {
            if (step.equals("length")) {
                return text.length();
            }
            var index = index(step);
            return index >= 0 && index < text.length() ? text.substring(index, index + 1) : null;
        }
        return null;
    }

    private static int index(Object step) {
        return step instanceof Integer index
                ? index
                : step.toString().matches("\\d{1,9}") ? Integer.parseInt(step.toString()) : -1;
    }
}
