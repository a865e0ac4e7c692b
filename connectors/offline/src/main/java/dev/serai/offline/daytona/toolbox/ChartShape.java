package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the service declares of a chart. One that does not fit is lost there, and so it is here: bars, for example, whose
 * values are numbers where the service has texts.
 */
final class ChartShape {
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> NUMBER = JsonNode::isNumber;
    private static final Map<String, Predicate<JsonNode>> CHART = new LinkedHashMap<>();
    private static final Map<String, Predicate<JsonNode>> ELEMENT = new LinkedHashMap<>();

    static {
        for (var name : new String[] {"title", "png", "x_label", "y_label", "x_scale", "y_scale"}) {
            CHART.put(name, TEXT);
        }
        for (var axis : new String[] {"x", "y"}) {
            CHART.put(axis + "_ticks", all(NUMBER));
            CHART.put(axis + "_tick_labels", all(TEXT));
        }
        for (var name : new String[] {"label", "value", "group", "type", "title", "png", "x_label", "y_label"}) {
            ELEMENT.put(name, TEXT);
        }
        for (var name : new String[] {"angle", "radius", "min", "first_quartile", "median", "third_quartile", "max"}) {
            ELEMENT.put(name, NUMBER);
        }
        ELEMENT.put("points", all(all(NUMBER)));
        ELEMENT.put("outliers", all(NUMBER));
    }

    private ChartShape() {}

    /** The chart with what is declared of it, unless it does not fit. */
    static Optional<ObjectNode> of(JsonNode chart) {
        var type = chart.path("type");
        var elements = chart.path("elements");
        if (!chart.isObject() || !isAbsentOr(type, TEXT) || !isAbsentOr(elements, all(JsonNode::isObject))) {
            return Optional.empty();
        }
        var shaped = Json.object().put("type", type.asText(""));
        if (!takeOver(chart, shaped, CHART)) {
            return Optional.empty();
        }
        if (!elements.isArray()) {
            return Optional.of(shaped.putNull("elements"));
        }
        var list = shaped.putArray("elements");
        for (var element : elements) {
            if (!takeOver(element, list.addObject(), ELEMENT)) {
                return Optional.empty();
            }
        }
        return Optional.of(shaped);
    }

    private static boolean takeOver(JsonNode from, ObjectNode to, Map<String, Predicate<JsonNode>> declared) {
        for (var field : declared.entrySet()) {
            var value = from.path(field.getKey());
            if (!isAbsentOr(value, field.getValue())) {
                return false;
            }
            if (value.isNumber()
                    || value.isArray() && !value.isEmpty()
                    || !value.asText("").isEmpty()) {
                to.set(field.getKey(), value);
            }
        }
        return true;
    }

    private static boolean isAbsentOr(JsonNode value, Predicate<JsonNode> fits) {
        return value.isMissingNode() || value.isNull() || fits.test(value);
    }

    private static Predicate<JsonNode> all(Predicate<JsonNode> fits) {
        return list -> {
            for (var value : list) {
                if (!fits.test(value)) {
                    return false;
                }
            }
            return list.isArray();
        };
    }
}
