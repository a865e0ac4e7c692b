package dev.serai.items.jmespath;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.jmespath.JmesPath.Step;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The functions of JMESPath. */
final class JmesPathFunctions {

    private JmesPathFunctions() {}

    static Step call(String name, List<Step> arguments, Work work) {
        return value -> {
            var given = new ArrayList<>();
            arguments.forEach(argument -> given.add(work.weighed(argument.of(value))));
            try {
                return answer(name, given);
            } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException e) {
                throw JmesPath.wrong("the arguments of " + name + "() have the wrong kind or number");
            }
        };
    }

    private static Object answer(String name, List<Object> a) {
        return switch (name) {
            case "abs" -> Values.narrow(Math.abs(number(a, 0)));
            case "ceil" -> Values.narrow(Math.ceil(number(a, 0)));
            case "floor" -> Values.narrow(Math.floor(number(a, 0)));
            case "sum" -> Values.narrow(numbers(a).sum());
            case "avg" ->
                list(a, 0).isEmpty() ? null : Values.narrow(numbers(a).average().orElse(0));
            case "length" ->
                a.get(0) instanceof String text
                        ? text.codePointCount(0, text.length())
                        : a.get(0) instanceof Map<?, ?> map
                                ? map.size()
                                : list(a, 0).size();
            case "keys" -> new ArrayList<>(map(a, 0).keySet());
            case "values" -> new ArrayList<>(map(a, 0).values());
            case "merge" -> merged(a);
            case "not_null" -> a.stream().filter(Objects::nonNull).findFirst().orElse(null);
            case "type" -> Values.type(a.get(0));
            case "to_array" -> a.get(0) instanceof List ? a.get(0) : Collections.singletonList(a.get(0));
            case "to_string" -> a.get(0) instanceof String ? a.get(0) : Json.text(a.get(0));
            case "to_number" -> toNumber(a.get(0));
            default -> ofTexts(name, a);
        };
    }

    private static Object ofTexts(String name, List<Object> a) {
        return switch (name) {
            case "contains" ->
                a.get(0) instanceof String text
                        ? text.contains((String) a.get(1))
                        : list(a, 0).stream().anyMatch(one -> Values.same(one, a.get(1)));
            case "starts_with" -> ((String) a.get(0)).startsWith((String) a.get(1));
            case "ends_with" -> ((String) a.get(0)).endsWith((String) a.get(1));
            case "join" ->
                String.join(
                        (String) a.get(0),
                        list(a, 1).stream().map(String.class::cast).toList());
            case "reverse" -> reversed(a.get(0));
            default -> ofLists(name, a);
        };
    }

    private static Object ofLists(String name, List<Object> a) {
        return switch (name) {
            case "max" -> list(a, 0).stream().max(Values::compare).orElse(null);
            case "min" -> list(a, 0).stream().min(Values::compare).orElse(null);
            case "max_by" -> list(a, 0).stream().max(by(a)).orElse(null);
            case "min_by" -> list(a, 0).stream().min(by(a)).orElse(null);
            case "sort" -> list(a, 0).stream().sorted(Values::compare).toList();
            case "sort_by" -> list(a, 0).stream().sorted(by(a)).toList();
            case "map" -> {
                var out = new ArrayList<>();
                list(a, 1).forEach(one -> out.add(((Step) a.get(0)).of(one)));
                yield out;
            }
            default -> throw JmesPath.wrong("there is no function " + name + "()");
        };
    }

    private static Comparator<Object> by(List<Object> a) {
        var key = (Step) a.get(1);
        return (x, y) -> Values.compare(key.of(x), key.of(y));
    }

    private static double number(List<Object> a, int index) {
        return ((Number) a.get(index)).doubleValue();
    }

    private static java.util.stream.DoubleStream numbers(List<Object> a) {
        return list(a, 0).stream().mapToDouble(one -> ((Number) one).doubleValue());
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(List<Object> a, int index) {
        return (List<Object>) Objects.requireNonNullElse(a.get(index), List.of());
    }

    private static Map<?, ?> map(List<Object> a, int index) {
        return (Map<?, ?>) Objects.requireNonNullElse(a.get(index), Map.of());
    }

    private static Object merged(List<Object> a) {
        var all = new LinkedHashMap<Object, Object>();
        for (int i = 0; i < a.size(); i++) {
            all.putAll(map(a, i));
        }
        return all;
    }

    private static Object reversed(Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        var copy = new ArrayList<Object>((List<?>) value);
        Collections.reverse(copy);
        return copy;
    }

    private static Object toNumber(Object value) {
        if (value instanceof Number) {
            return value;
        }
        try {
            return value instanceof String text && Json.MAPPER.readValue(text, Object.class) instanceof Number number
                    ? number
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
