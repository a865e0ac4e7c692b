package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns values into a wanted type, as far as n8n would. */
final class Converting {

    private Converting() {}

    /** The value as the type, or null when it cannot be. */
    static Object convert(Object value, String type) {
        return switch (type) {
            case "string" -> Values.readable(value);
            case "number" -> number(value);
            case "boolean" -> truth(value);
            case "array" -> value instanceof List ? value : parsed(value) instanceof List<?> list ? list : null;
            case "object" -> value instanceof Map ? value : parsed(value) instanceof Map<?, ?> map ? map : null;
            default -> value;
        };
    }

    static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value == null) {
            return null;
        }
        if (value instanceof String text && text.isBlank()) {
            return 0;
        }
        var number = Values.toDouble(value);
        return Double.isNaN(number) ? null : Values.narrow(number);
    }

    static Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0 ? Boolean.FALSE : number.doubleValue() == 1 ? Boolean.TRUE : null;
        }
        return switch (Values.text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "t", "y" -> true;
            case "false", "0", "no", "f", "n" -> false;
            default -> null;
        };
    }

    private static Object parsed(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Short enough for a message. */
    static String shown(Object value) {
        var text = Values.readable(value);
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
