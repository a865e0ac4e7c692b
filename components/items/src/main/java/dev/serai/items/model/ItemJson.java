package dev.serai.items.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items as the rest of the world writes them. */
public final class ItemJson {

    private ItemJson() {}

    /** An item as n8n writes it; of files only what describes them. */
    public static Map<String, Object> wire(Item item) {
        var wire = new LinkedHashMap<String, Object>();
        wire.put("json", item.json());
        if (!item.binary().isEmpty()) {
            var files = new LinkedHashMap<String, Object>();
            item.binary().forEach((name, file) -> files.put(name, describe(file)));
            wire.put("binary", files);
        }
        if (item.links() != null) {
            var links = item.links().stream().map(ItemJson::link).toList();
            wire.put("pairedItem", links.size() == 1 ? links.get(0) : links);
        }
        if (item.error() != null) {
            wire.put("error", item.error());
        }
        return wire;
    }

    private static Map<String, Object> describe(Binary file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("mimeType", file.mimeType());
        facts.put("fileName", file.fileName());
        facts.put("fileExtension", file.extension());
        facts.put("bytes", file.data().length);
        return facts;
    }

    private static Map<String, Object> link(Link link) {
        return link.input() == 0 ? Map.of("item", link.item()) : Map.of("item", link.item(), "input", link.input());
    }

    /** Items of anything that a message may carry. Nothing at all is one empty item, as a trigger gives it. */
    public static Items items(Object body) {
        if (body == null) {
            return Items.of(Item.empty());
        }
        if (body instanceof Items items) {
            return items;
        }
        if (body instanceof Outputs outputs) {
            return outputs.all();
        }
        if (body instanceof JsonNode node) {
            return items(Json.MAPPER.convertValue(node, Object.class));
        }
        if (body instanceof String text) {
            return ofText(text);
        }
        if (body instanceof byte[] bytes) {
            return Items.of(new Item(Map.of(), Map.of("data", new Binary(bytes, null, null)), null, null));
        }
        if (body instanceof Object[] array) {
            return items(List.of(array));
        }
        if (body instanceof Iterable<?> list) {
            var items = new ArrayList<Item>();
            list.forEach(value -> items.add(item(value)));
            return Items.of(items);
        }
        return Items.of(item(body));
    }

    private static Items ofText(String text) {
        var start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return items(Json.MAPPER.readValue(text, Object.class));
            } catch (JsonProcessingException e) {
                // Then it is text that only begins like JSON.
                return Items.of(data(text));
            }
        }
        return Items.of(data(text));
    }

    /** One item of an object; what is no object becomes the field {@code data}. */
    public static Item item(Object value) {
        if (value instanceof Item item) {
            return item;
        }
        if (value instanceof Map<?, ?> map) {
            return isWire(map) ? ofWire(map) : Item.of(object(map));
        }
        if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof List) {
            return data(value);
        }
        if (value instanceof byte[] bytes) {
            return new Item(Map.of(), Map.of("data", new Binary(bytes, null, null)), null, null);
        }
        try {
            return item(Json.MAPPER.convertValue(value, Object.class));
        } catch (IllegalArgumentException e) {
            throw new ItemsException(
                    ItemsError.BAD_BODY, "a value of " + value.getClass().getName() + " is no item", e);
        }
    }

    private static Item data(Object value) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("data", value);
        return Item.of(fields);
    }

    private static boolean isWire(Map<?, ?> map) {
        return map.get("json") instanceof Map
                && map.keySet().stream()
                        .allMatch(key -> List.of("json", "binary", "pairedItem", "error", "index")
                                .contains(key));
    }

    private static Item ofWire(Map<?, ?> map) {
        var files = new LinkedHashMap<String, Binary>();
        if (map.get("binary") instanceof Map<?, ?> binary) {
            binary.forEach((name, file) -> {
                if (file instanceof Map<?, ?> facts && facts.get("data") instanceof String data) {
                    files.put(String.valueOf(name), file(facts, data));
                }
            });
        }
        var error = map.get("error");
        return new Item(
                object((Map<?, ?>) map.get("json")),
                files,
                links(map.get("pairedItem")),
                error == null ? null : Values.readable(error));
    }

    private static Binary file(Map<?, ?> facts, String data) {
        try {
            return new Binary(
                    Base64.getMimeDecoder().decode(data), text(facts.get("mimeType")), text(facts.get("fileName")));
        } catch (IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_BODY, "a file of an item is not base64", e);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** A number, an object, or a list of them. */
    public static List<Link> links(Object paired) {
        if (paired instanceof Number item) {
            return List.of(Link.to(item.intValue()));
        }
        if (paired instanceof Map<?, ?> link && link.get("item") instanceof Number item) {
            return List.of(new Link(item.intValue(), link.get("input") instanceof Number input ? input.intValue() : 0));
        }
        if (paired instanceof List<?> list) {
            var links = new ArrayList<Link>();
            for (var one : list) {
                var found = one instanceof List ? null : links(one);
                if (found != null) {
                    links.addAll(found);
                }
            }
            return links;
        }
        return null;
    }

    private static Map<String, Object> object(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }
}
