package dev.serai.support.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.converter.stream.InputStreamCache;

/**
 * Values as JSON, and back as they were, except that sets and arrays come back as lists. What JSON has no type for
 * becomes an object with a tag. No class is ever loaded by a name that stands in the text.
 */
final class Values {

    private static final int DEEPEST = 100;
    private static final String TAG = "@type";
    private static final String VALUE = "value";
    private static final String MAP = "map";
    private static final String NODE = "node";
    private static final String BYTES = "bytes";
    private static final String STREAM = "stream";
    private static final String DATE = "java-date";

    /** Types whose text says all, by their tags. */
    private static final Map<String, Plain> PLAIN = Map.ofEntries(
            Map.entry("long", new Plain(Long.class, Long::valueOf)),
            Map.entry("short", new Plain(Short.class, Short::valueOf)),
            Map.entry("byte", new Plain(Byte.class, Byte::valueOf)),
            Map.entry("float", new Plain(Float.class, Float::valueOf)),
            Map.entry("double", new Plain(Double.class, Double::valueOf)),
            Map.entry("integer", new Plain(BigInteger.class, BigInteger::new)),
            Map.entry("decimal", new Plain(BigDecimal.class, BigDecimal::new)),
            Map.entry("char", new Plain(Character.class, text -> text.charAt(0))),
            Map.entry("instant", new Plain(Instant.class, Instant::parse)),
            Map.entry("date", new Plain(LocalDate.class, LocalDate::parse)),
            Map.entry("local", new Plain(LocalDateTime.class, LocalDateTime::parse)),
            Map.entry("offset", new Plain(OffsetDateTime.class, OffsetDateTime::parse)),
            Map.entry("zoned", new Plain(ZonedDateTime.class, ZonedDateTime::parse)),
            Map.entry("duration", new Plain(Duration.class, Duration::parse)),
            Map.entry("uuid", new Plain(UUID.class, UUID::fromString)));

    private final int limit;

    Values(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    JsonNode write(String place, Object value) {
        return write(place, value, 0);
    }

    private JsonNode write(String place, Object value, int depth) {
        if (depth > DEEPEST) {
            throw new RouteException(
                    RouteError.NOT_KEPT, place + " is nested more than " + DEEPEST + " levels deep, or holds itself");
        }
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof CharSequence text) {
            return TextNode.valueOf(within(place, text.toString()));
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return DoubleNode.valueOf(number);
        }
        if (value instanceof byte[] bytes) {
            return tagged(BYTES, encoded(place, bytes));
        }
        if (value instanceof JsonNode node) {
            return tagged(NODE, node);
        }
        if (value instanceof Date date) {
            return tagged(
                    DATE, TextNode.valueOf(Instant.ofEpochMilli(date.getTime()).toString()));
        }
        if (value instanceof Map<?, ?> map) {
            return map(place, map, depth);
        }
        if (value instanceof Collection<?> all) {
            return list(place, all, depth);
        }
        if (value instanceof Object[] all) {
            return list(place, Arrays.asList(all), depth);
        }
        for (var plain : PLAIN.entrySet()) {
            if (plain.getValue().type().isInstance(value)) {
                return tagged(plain.getKey(), TextNode.valueOf(value.toString()));
            }
        }
        throw new RouteException(
                RouteError.NOT_KEPT, place + " is a " + value.getClass().getName() + ", which cannot be kept as text");
    }

    private JsonNode map(String place, Map<?, ?> map, int depth) {
        var object = Json.object();
        map.forEach((name, value) -> {
            if (!(name instanceof String)) {
                throw new RouteException(RouteError.NOT_KEPT, place + " is a map with keys that are no text");
            }
            object.set((String) name, write(place, value, depth + 1));
        });
        // A map of the application must not be taken for a value with a tag.
        return object.has(TAG) ? tagged(MAP, object) : object;
    }

    private JsonNode list(String place, Collection<?> all, int depth) {
        var array = JsonNodeFactory.instance.arrayNode(all.size());
        all.forEach(value -> array.add(write(place, value, depth + 1)));
        return array;
    }

    private String within(String place, String text) {
        if (text.length() > limit) {
            throw tooLarge(place, limit);
        }
        return text;
    }

    private JsonNode encoded(String place, byte[] bytes) {
        if (bytes.length > limit) {
            throw tooLarge(place, limit);
        }
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonNode stream(byte[] bytes) {
        return tagged(STREAM, TextNode.valueOf(Base64.getEncoder().encodeToString(bytes)));
    }

    private static JsonNode tagged(String tag, JsonNode value) {
        return Json.object().put(TAG, tag).set(VALUE, value);
    }

    static RouteException tooLarge(String place, int limit) {
        return new RouteException(RouteError.TOO_LARGE, place + " is larger than " + limit + " bytes");
    }

    static Object read(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isInt() ? (Object) node.intValue() : (Object) node.doubleValue();
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>(node.size());
            node.forEach(value -> list.add(read(value)));
            return list;
        }
        if (node.isObject()) {
            return node.has(TAG) ? tagged(node) : entries(node);
        }
        return null;
    }

    private static Map<String, Object> entries(JsonNode node) {
        var map = new LinkedHashMap<String, Object>();
        node.fields().forEachRemaining(field -> map.put(field.getKey(), read(field.getValue())));
        return map;
    }

    private static Object tagged(JsonNode node) {
        var tag = node.path(TAG).asText();
        var value = node.path(VALUE);
        return switch (tag) {
            case MAP -> entries(value);
            case NODE -> value;
            case BYTES -> Base64.getDecoder().decode(value.asText());
            case DATE -> Date.from(Instant.parse(value.asText()));
            case STREAM -> new InputStreamCache(Base64.getDecoder().decode(value.asText()));
            default -> {
                var plain = PLAIN.get(tag);
                if (plain == null) {
                    throw new RouteException(RouteError.BAD_TEXT, "a value has the unknown type '" + tag + "'");
                }
                yield plain.read().apply(value.asText());
            }
        };
    }

    private record Plain(Class<?> type, Function<String, Object> read) {}
}
