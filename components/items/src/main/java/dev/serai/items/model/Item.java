package dev.serai.items.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One item of a list: its fields, its files, and which items it was made of. Steps never write into the maps of an item,
 * they make a new one.
 *
 * @param links unset (null) where the step did not say; then they are filled in by the counts
 * @param error what went wrong with this item when its step went on, else null
 */
public record Item(Map<String, Object> json, Map<String, Binary> binary, List<Link> links, String error) {

    public Item {
        json = json == null ? Map.of() : Collections.unmodifiableMap(json);
        binary = binary == null ? Map.of() : Collections.unmodifiableMap(binary);
    }

    public static Item of(Map<String, Object> json) {
        return new Item(json, null, null, null);
    }

    public static Item empty() {
        return of(new LinkedHashMap<>());
    }

    public Item withJson(Map<String, Object> newJson) {
        return new Item(newJson, binary, links, error);
    }

    public Item withBinary(Map<String, Binary> newBinary) {
        return new Item(json, newBinary, links, error);
    }

    /** The same content, made of another item. A new object even then, since items are told apart by identity. */
    public Item linked(int item) {
        return new Item(json, binary, List.of(Link.to(item)), error);
    }

    public Item linked(List<Link> newLinks) {
        return new Item(json, binary, newLinks, error);
    }

    public Item failed(String message) {
        return new Item(json, binary, links, message);
    }

    /** A copy of the fields that may be written. */
    public Map<String, Object> copy() {
        return new LinkedHashMap<>(json);
    }
}
